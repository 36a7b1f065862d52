import { fetchAccount } from "@zksync-sso/sdk/client/passkey";
import { pendingRecovery, type PendingRecovery } from "@zksync-sso/sdk/client";
import { AccountNotFoundError } from "@zksync-sso/sdk/errors";
import { isAddressEqual, type Address } from "viem";
import { nodeClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { chainTime } from "../chains/check-chain.ts";
import { isOf } from "../guardians/guardian-request.ts";
import { readyGuardians } from "./find-recoverable.ts";
import { requestedPasskey } from "./new-passkey.ts";

/** How far it is with getting a new passkey into an account. */
export interface Progress {
  /**
   * No guardian has begun; another passkey is on its way; this one is, or can be let in; it is in; it opens another account,
   * and can never be let into this one.
   */
  readonly stage: "waiting" | "other" | "begun" | "open" | "done" | "taken";
  /** What time it is on the chain, in seconds. */
  readonly now: bigint;
  /** This passkey's way into the account, or another's. */
  readonly pending: PendingRecovery | undefined;
  /** Those who have agreed. */
  readonly guardians: readonly Address[];
}

/** Reads how far it is with letting the passkey of an account into it. */
export async function readProgress(chain: ChainConfig, account: KnownAccount): Promise<Progress> {
  const { contracts } = chain;
  const [now, pending, guardians, opens] = await Promise.all([
    chainTime(chain),
    pendingRecovery(nodeClient(chain), { account: account.address, contracts }),
    readyGuardians(chain, account.address),
    openedBy(chain, account.credentialId),
  ]);
  return { now, pending, guardians, stage: stageOf() };

  function stageOf(): Progress["stage"] {
    if (opens) return isAddressEqual(opens, account.address) ? "done" : "taken";
    if (!pending) return "waiting";
    if (!isOf(pending, requestedPasskey(account))) return "other";
    return now < pending.opensAt ? "begun" : "open";
  }
}

async function openedBy(chain: ChainConfig, credentialId: string): Promise<Address | undefined> {
  try {
    const args = { contracts: chain.contracts, uniqueAccountId: credentialId };
    return (await fetchAccount(nodeClient(chain), args)).address;
  } catch (error) {
    if (error instanceof AccountNotFoundError) return undefined;
    throw error;
  }
}
