import { AbiError, AbiReader } from "../primitives/abi-reader.ts";
import { EMPTY, toBigInt, toHex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { AccountSelector, MAGIC_PAYMASTER, PaymasterSelector } from "../transactions/account-interface.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import type { TransactionRun } from "./transaction-run.ts";
import { callHalt } from "./validation.ts";

/** Limits the bytes that a paymaster may pass from its validation to its postTransaction. */
const MAX_CONTEXT_LENGTH = 1024;

/** Collects the fee for the full gas limit; returns the paymaster's context. Throws {@link Halt}. */
export async function collectFee(run: TransactionRun): Promise<Uint8Array> {
  const { world } = run.vm;
  const before = world.balance(SystemAddress.Bootloader);
  const context = run.hasPaymaster ? await payByPaymaster(run) : await payByAccount(run);
  const received = world.balance(SystemAddress.Bootloader) - before;
  if (received < run.requiredFee) {
    const reason = `The sender sent ${received} wei for a fee of ${run.requiredFee} wei`;
    throw new Halt(HaltKind.FailedToChargeFee, `Failed to charge fee: ${reason}`, reason);
  }
  const excess = received - run.requiredFee;
  if (excess > 0n) run.vm.transfer(SystemAddress.Bootloader, run.payer, excess);
  return context;
}

async function payByAccount(run: TransactionRun): Promise<Uint8Array> {
  const result = await run.callAccount(AccountSelector.payForTransaction);
  if (!result.success)
    throw callHalt(run, HaltKind.PayForTxFailed, "Failed to pay for the transaction", result);
  return EMPTY;
}

async function payByPaymaster(run: TransactionRun): Promise<Uint8Array> {
  const prepared = await run.callAccount(AccountSelector.prepareForPaymaster);
  if (!prepared.success) {
    throw callHalt(run, HaltKind.PrePaymasterPreparationFailed, "Pre-paymaster preparation error", prepared);
  }
  const result = await run.callWithTransaction(run.tx.paymaster, PaymasterSelector.validateAndPay);
  if (!result.success) {
    throw callHalt(run, HaltKind.PaymasterValidationFailed, "Paymaster validation error", result);
  }
  return contextOf(run, result.returnData);
}

/** Decodes `(bytes4 magic, bytes context)` and enforces the protocol's size limit. */
function contextOf(run: TransactionRun, returnData: Uint8Array): Uint8Array {
  const context = decodeContext(returnData);
  if (context === undefined) throw paymasterHalt("Paymaster returned invalid context");
  if (context.length > MAX_CONTEXT_LENGTH) throw paymasterHalt("Paymaster returned context that is too long");
  const isMagic =
    toHex(returnData.subarray(0, 4)) === MAGIC_PAYMASTER && toBigInt(returnData.subarray(4, 32)) === 0n;
  if (!isMagic && !run.isEstimation) {
    throw paymasterHalt(
      "Paymaster validation returned invalid magic value. Please refer to the documentation of the paymaster for more details",
    );
  }
  return context;
}

function decodeContext(returnData: Uint8Array): Uint8Array | undefined {
  if (returnData.length < 64) return undefined;
  try {
    return new AbiReader(returnData).bytes(1);
  } catch (error) {
    if (error instanceof AbiError) return undefined;
    throw error;
  }
}

function paymasterHalt(reason: string): Halt {
  return new Halt(HaltKind.PaymasterValidationFailed, `Paymaster validation error: ${reason}`, reason);
}
