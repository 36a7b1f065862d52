import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin, readLogs } from "@zksync-sso/sdk/client";
import { isAddressEqual, pad, parseEventLogs, toEventSelector, type Address } from "viem";
import { readContract } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** Anybody may ask, as often as they like: so many askers are looked at, those who asked last. */
const MOST_ASKERS = 30;

/** Whom an account may help whose keys are lost. */
export interface Guarding {
  /** Accounts that this one has agreed to guard. */
  readonly guarded: readonly Address[];
  /** Accounts that have asked this one to guard them. */
  readonly asking: readonly Address[];
  /** Whether there are askers who were not looked at. */
  readonly hasMore: boolean;
}

/** Reads whom an account guards, or is asked to. */
export async function readGuarding(chain: ChainConfig, account: Address): Promise<Guarding> {
  const node = nodeClient(chain);
  const page = hashOfOrigin(window.location.origin);
  const module = { address: chain.contracts.recovery, abi: guardianRecoveryModuleAbi } as const;
  const [guarded, askers] = await Promise.all([
    readContract(node, { ...module, functionName: "guardianOf", args: [page, account] }),
    readAskers(chain, page, account),
  ]);
  const asking = await Promise.all(
    askers.slice(0, MOST_ASKERS).map(async (asker) => {
      const [guardian, isReady] = await readContract(node, {
        ...module,
        functionName: "accountGuardianData",
        args: [page, asker, account],
      });
      // Taken back, or agreed to already.
      return isAddressEqual(guardian, account) && !isReady ? [asker] : [];
    }),
  );
  return { guarded, asking: asking.flat(), hasMore: askers.length > MOST_ASKERS };
}

/** Lists who has ever asked an account to guard them, the last one first. */
async function readAskers(chain: ChainConfig, page: `0x${string}`, account: Address): Promise<Address[]> {
  const proposed = toEventSelector(getAbiItem({ abi: guardianRecoveryModuleAbi, name: "GuardianProposed" }));
  const logs = await readLogs(nodeClient(chain), {
    address: chain.contracts.recovery,
    topics: [proposed, null, page, pad(account)],
  });
  const read = parseEventLogs({ abi: guardianRecoveryModuleAbi, eventName: "GuardianProposed", logs });
  return [...new Set(read.reverse().map(({ args }) => args.account))];
}
