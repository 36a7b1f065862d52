import { SystemAddress } from "../primitives/system-addresses.ts";
import type { TransactionRun } from "./transaction-run.ts";

/** Names the account that collects a block's fees: anvil-zksync's operator is the zero address. */
const OPERATOR = SystemAddress.Zero;

/**
 * Refunds the payer for gas that neither computation nor pubdata used, and pays the rest to the operator; returns the
 * gas used.
 */
export function refund(run: TransactionRun): bigint {
  const { vm } = run;
  const unused = run.unusedGas;
  vm.transfer(SystemAddress.Bootloader, run.payer, unused * run.baseFee);
  payOperator(run);
  return run.tx.gasLimit - unused;
}

/** Pays when the batch ends, outside of any transaction: no event is emitted. */
function payOperator({ vm: { world } }: TransactionRun): void {
  const collected = world.balance(SystemAddress.Bootloader);
  world.setBalance(SystemAddress.Bootloader, 0n);
  world.setBalance(OPERATOR, world.balance(OPERATOR) + collected);
}
