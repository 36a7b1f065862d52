import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin, listGuardians } from "@zksync-sso/sdk/client";
import type { Address } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** An account that guardians can let a new passkey into. */
export interface Recoverable {
  readonly address: Address;
  /** Those who have agreed. */
  readonly guardians: readonly Address[];
}

/** Finds the accounts that somebody may mean who writes an address: that of the account, or of a guardian of it. */
export async function findRecoverable(chain: ChainConfig, address: Address): Promise<Recoverable[]> {
  const guarded = await readContract(nodeClient(chain), {
    address: chain.contracts.recovery,
    abi: guardianRecoveryModuleAbi,
    functionName: "guardianOf",
    args: [hashOfOrigin(window.location.origin), address],
  });
  const found = await Promise.all(
    [address, ...guarded].map(async (each) => ({
      address: each,
      guardians: await readyGuardians(chain, each),
    })),
  );
  return found.filter(({ guardians }) => guardians.length > 0);
}

/** Reads which guardians of an account have agreed, for this page. */
export async function readyGuardians(chain: ChainConfig, account: Address): Promise<Address[]> {
  const guardians = await listGuardians(nodeClient(chain), { account, contracts: chain.contracts });
  return guardians.filter(({ isReady }) => isReady).map(({ address }) => address);
}
