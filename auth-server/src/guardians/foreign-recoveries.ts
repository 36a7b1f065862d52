import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { zeroHash, type Address, type Hash } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { ForeignGuardian } from "./foreign-guardians.ts";

/** A passkey on its way into an account that works on another page, and opens the account there. */
export interface ForeignRecovery {
  readonly page: Hash;
  /** First second (Unix time) at which it can be let in. */
  readonly opensAt: bigint;
  /** Last second (Unix time) at which it can be. */
  readonly closesAt: bigint;
}

/**
 * Reads which passkeys are on their way into an account for other pages.
 *
 * @param guardians - all that the account has on other pages: nobody else lets one in
 */
export async function readForeignRecoveries(
  chain: ChainConfig,
  account: Address,
  guardians: readonly ForeignGuardian[],
): Promise<ForeignRecovery[]> {
  // Also those of guardians who had not agreed when they were read: they may have, and begun.
  const pages = [...new Set(guardians.map(({ page }) => page))];
  if (pages.length === 0) return [];
  const node = nodeClient(chain);
  const module = { address: chain.contracts.recovery, abi: guardianRecoveryModuleAbi } as const;
  const [delay, validity, ...pending] = await Promise.all([
    readContract(node, { ...module, functionName: "REQUEST_DELAY_TIME" }),
    readContract(node, { ...module, functionName: "REQUEST_VALIDITY_TIME" }),
    ...pages.map(async (page) => {
      const args = [page, account] as const;
      return [
        page,
        await readContract(node, { ...module, functionName: "getPendingRecoveryData", args }),
      ] as const;
    }),
  ]);
  return pending
    .filter(([, { hashedCredentialId }]) => hashedCredentialId !== zeroHash)
    .map(([page, { timestamp }]) => ({ page, opensAt: timestamp + delay, closesAt: timestamp + validity }));
}
