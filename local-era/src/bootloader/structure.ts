import { isKernelSpace, SystemAddress } from "../primitives/system-addresses.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import { MAX_FACTORY_DEPENDENCIES } from "../transactions/limits.ts";
import type { EraTransaction } from "../transactions/transaction.ts";

const MAX_UINT32 = 2n ** 32n - 1n;

/** Makes the bootloader's checks of a transaction's fields, before it calls anybody. Throws {@link Halt}. */
export function requireWellFormed(tx: EraTransaction): void {
  const { paymaster, paymasterInput, gasPerPubdata, factoryDeps } = tx;
  const hasPaymaster = paymaster !== SystemAddress.Zero;
  if (hasPaymaster && isKernelSpace(paymaster)) throw malformed("paymaster in kernel space");
  if (!hasPaymaster && paymasterInput.length > 0) throw malformed("paymasterInput non zero");
  if (gasPerPubdata > MAX_UINT32) throw malformed("Encoding gasPerPubdata");
  if (factoryDeps.length > MAX_FACTORY_DEPENDENCIES) throw malformed("too many factory deps");
}

function malformed(assertion: string): Halt {
  const reason = `Assertion error: ${assertion}`;
  const text = `Virtual machine entered unexpected state. Error description: ${reason}`;
  return new Halt(HaltKind.UnexpectedVmBehavior, text, reason);
}
