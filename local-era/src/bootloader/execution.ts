import { AccountSelector } from "../system/account-interface.ts";
import { SystemAddress } from "../system/addresses.ts";
import { markFactoryDeps } from "../system/known-codes-storage.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import type { TransactionRun } from "./transaction-run.ts";

/** Publishes the bytecodes the transaction carries, then lets the account execute it. */
export async function executeTransaction(run: TransactionRun): Promise<FarCallResult> {
  const { vm, tx } = run;
  markFactoryDeps(vm.world, vm.effects, tx.factoryDeps);
  // tx.origin is only ever an EOA; behind a smart account stands the bootloader.
  const origin = vm.world.isDefaultAccount(tx.from) ? tx.from : SystemAddress.Bootloader;
  vm.setOrigin(origin, run.baseFee);
  return run.callWithTransaction(tx.from, AccountSelector.executeTransaction);
}
