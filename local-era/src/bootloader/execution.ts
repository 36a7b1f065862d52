import { EMPTY } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { markFactoryDeps } from "../system/known-codes-storage.ts";
import { AccountSelector } from "../transactions/account-interface.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import type { TransactionRun } from "./transaction-run.ts";

/**
 * Publishes the bytecodes that the transaction carries, then lets the account execute it. Each step is undone
 * completely when the remaining gas does not pay for its data; without its bytecodes a transaction does not run.
 */
export async function executeTransaction(run: TransactionRun): Promise<FarCallResult> {
  const { vm, tx } = run;
  if (tx.factoryDeps.length > 0) {
    const published = await run.publishing(async () => publishBytecodes(run));
    if (!published.success) return published;
  }
  // tx.origin can only be an EOA; for a smart account it is the bootloader.
  const origin = vm.world.isDefaultAccount(tx.from) ? tx.from : SystemAddress.Bootloader;
  vm.setOrigin(origin, run.baseFee);
  return run.publishing(() => run.callWithTransaction(tx.from, AccountSelector.executeTransaction));
}

function publishBytecodes({ vm, tx }: TransactionRun): FarCallResult {
  markFactoryDeps(vm.world, vm.effects, tx.factoryDeps);
  return { success: true, returnData: EMPTY, gasUsed: 0n };
}
