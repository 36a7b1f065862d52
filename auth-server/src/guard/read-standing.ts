import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import {
  hashOfOrigin,
  listGuardians,
  pendingRecovery,
  type Guardian,
  type PendingRecovery,
} from "@zksync-sso/sdk/client";
import { isAddressEqual, zeroAddress, type Address } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { chainTime } from "../chains/check-chain.ts";
import { isOf, type GuardianRequest } from "../guardians/guardian-request.ts";
import { hostOf } from "../ui/asker.tsx";
import { untilInWords } from "../words/time.ts";
import type { Problem } from "../words/problem.ts";

/** How things stand with an account that somebody asks a guardian about. */
export interface Standing {
  /** What time it is on the chain, in seconds. */
  readonly now: bigint;
  /** Those of the account for this page, also those who have not agreed. */
  readonly guardians: readonly Guardian[];
  readonly pending: PendingRecovery | undefined;
  /** The passkey that is asked for belongs to an account already. */
  readonly isTaken: boolean;
}

/** Reads how things stand with the account of a request. */
export async function readStanding(chain: ChainConfig, request: GuardianRequest): Promise<Standing> {
  const node = nodeClient(chain);
  const { contracts } = chain;
  const { account } = request;
  const [now, guardians, pending, isTaken] = await Promise.all([
    chainTime(chain),
    listGuardians(node, { account, contracts }),
    pendingRecovery(node, { account, contracts }),
    readTaken(chain, request),
  ]);
  return { now, guardians, pending, isTaken };
}

/** Whether what is asked for has been done already. */
export function isBegun({ pending }: Standing, { passkey }: GuardianRequest): boolean {
  return pending !== undefined && passkey !== undefined && isOf(pending, passkey);
}

/** Says why nobody can do what is asked for. */
export function whyNobody(standing: Standing, { passkey }: GuardianRequest): Problem | undefined {
  const { guardians, pending, isTaken } = standing;
  const able = passkey ? guardians.filter(({ isReady }) => isReady) : guardians;
  if (isTaken)
    return {
      what: "This passkey belongs to an account already.",
      remedy: "There is nothing left to do with this link.",
    };
  if (able.length === 0)
    return {
      what: `This account has no guardian on ${hostOf(window.location.origin)}.`,
      remedy: "Compare its address with the one you know, and ask the person whose account it is.",
    };
  if (passkey && pending && !isOf(pending, passkey))
    return {
      what: "Another new passkey is on its way into this account.",
      remedy: `Until ${untilInWords(pending.closesAt)} no other can be let in, unless the account stops that one. Tell the person whose account it is.`,
    };
  return undefined;
}

/** Says why an address can not do what is asked for. */
export function whyNotBy(
  { guardians }: Standing,
  { passkey }: GuardianRequest,
  by: Address,
): Problem | undefined {
  const guardian = guardians.find(({ address }) => isAddressEqual(address, by));
  if (!guardian)
    return {
      what: "You are no guardian of this account with this address.",
      remedy: "If you are with another one, use that.",
    };
  if (passkey && !guardian.isReady)
    return {
      what: "You have not agreed to be a guardian of this account.",
      remedy: "It is too late for that, unless the person still gets in.",
    };
  if (!passkey && guardian.isReady)
    return { what: "You are their guardian already.", remedy: "There is nothing left to do with this link." };
  return undefined;
}

async function readTaken(chain: ChainConfig, { passkey }: GuardianRequest): Promise<boolean> {
  if (!passkey) return false;
  const owner = await readContract(nodeClient(chain), {
    address: chain.contracts.passkey,
    abi: webAuthnModuleAbi,
    functionName: "credentialOwner",
    args: [hashOfOrigin(window.location.origin), passkey.hashedCredentialId],
  });
  return !isAddressEqual(owner, zeroAddress);
}
