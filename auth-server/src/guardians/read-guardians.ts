import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import {
  listGuardians,
  pendingRecovery,
  readLogs,
  type Guardian,
  type PendingRecovery,
} from "@zksync-sso/sdk/client";
import {
  isAddressEqual,
  keccak256,
  pad,
  parseEventLogs,
  stringToHex,
  toEventSelector,
  type Address,
} from "viem";
import { readContract } from "viem/actions";
import { getAbiItem } from "viem/utils";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** Who may help an account whose keys are lost, and whom the account may help. */
export interface Guarding {
  readonly guardians: readonly Guardian[];
  readonly recovery: PendingRecovery | undefined;
  /** Accounts that this one has agreed to guard. */
  readonly guarded: readonly Address[];
  /** Accounts that have asked this one to guard them. */
  readonly asking: readonly Address[];
}

/** Reads who guards an account, and whom it guards or is asked to. */
export async function readGuarding(chain: ChainConfig, account: Address): Promise<Guarding> {
  const node = nodeClient(chain);
  const { contracts } = chain;
  const page = keccak256(stringToHex(window.location.origin));
  const proposed = toEventSelector(getAbiItem({ abi: guardianRecoveryModuleAbi, name: "GuardianProposed" }));
  const module = { address: contracts.recovery, abi: guardianRecoveryModuleAbi } as const;
  const [guardians, recovery, guarded, logs] = await Promise.all([
    listGuardians(node, { account, contracts }),
    pendingRecovery(node, { account, contracts }),
    readContract(node, { ...module, functionName: "guardianOf", args: [page, account] }),
    readLogs(node, { address: contracts.recovery, topics: [proposed, null, page, pad(account)] }),
  ]);
  const read = parseEventLogs({
    abi: guardianRecoveryModuleAbi,
    eventName: "GuardianProposed",
    logs,
  });
  const askers = [...new Set(read.map(({ args }) => args.account))];
  const asking = await Promise.all(
    askers.map(async (asker) => {
      const [guardian, isReady] = await readContract(node, {
        ...module,
        functionName: "accountGuardianData",
        args: [page, asker, account],
      });
      // Taken back, or agreed to already.
      return isAddressEqual(guardian, account) && !isReady ? [asker] : [];
    }),
  );
  return { guardians, recovery, guarded, asking: asking.flat() };
}
