import { toHex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { extendedAccountVersion } from "../system/contract-deployer/contract-deployer.ts";
import { nonceUsageError } from "../system/nonce-holder.ts";
import { AccountSelector, MAGIC_VALIDATION } from "../transactions/account-interface.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import { failureCause } from "./failure-cause.ts";
import { describeRevert, TIMESTAMP_OUT_OF_RANGE } from "./revert-reason.ts";
import type { TransactionRun } from "./transaction-run.ts";

const INVALID_MAGIC =
  "Account validation returned invalid magic value. Most often this means that the signature is incorrect";

/** Requires the account's consent: nonce unused, validateTransaction's magic value, nonce used. Throws {@link Halt}. */
export async function validate(run: TransactionRun): Promise<void> {
  requireAcceptablePrice(run);
  const { vm, tx } = run;
  vm.setOrigin(SystemAddress.Bootloader, run.baseFee);
  if (extendedAccountVersion(vm.world, tx.from) === 0) {
    throw new Halt(HaltKind.FromIsNotAnAccount, "Sender is not an account", "Sender is not an account");
  }
  requireNonce(run, false);
  const result = await run.callAccount(AccountSelector.validateTransaction);
  if (!result.success) throw callHalt(run, HaltKind.ValidationFailed, "Account validation error", result);
  requireMagic(run, result.returnData);
  requireNonce(run, true);
}

/** Makes the operator's own checks before any of the transaction runs. */
function requireAcceptablePrice({ tx, baseFee, vm }: TransactionRun): void {
  const problem =
    tx.gasPerPubdata < vm.context.block.gasPerPubdata
      ? "The operator included transaction with an unacceptable gas price"
      : tx.maxPriorityFeePerGas > tx.maxFeePerGas
        ? "Max priority fee greater than max fee"
        : tx.maxFeePerGas < baseFee
          ? "Block.basefee is greater than max fee per gas"
          : undefined;
  if (problem === undefined) return;
  throw new Halt(
    HaltKind.UnexpectedVmBehavior,
    `Virtual machine entered unexpected state. Error description: ${problem}`,
    problem,
  );
}

function requireNonce({ vm, tx }: TransactionRun, shouldBeUsed: boolean): void {
  const error = nonceUsageError(vm.world, tx.from, tx.nonce, shouldBeUsed);
  if (error === undefined) return;
  const reason = describeRevert(error);
  throw new Halt(HaltKind.ValidationFailed, `Account validation error: ${reason}`, reason, toHex(error));
}

function requireMagic(run: TransactionRun, returnData: Uint8Array): void {
  const isWord = returnData.length === 32;
  const isMagic = isWord && toHex(returnData) === `${MAGIC_VALIDATION}${"0".repeat(56)}`;
  if (isMagic || (isWord && run.isEstimation)) return;
  throw new Halt(HaltKind.ValidationFailed, `Account validation error: ${INVALID_MAGIC}`, INVALID_MAGIC);
}

/** Requires the remaining gas to pay for what validation and payment publish. Throws {@link Halt}. */
export function requirePublishable(run: TransactionRun): void {
  if (run.coversPubdata()) return;
  const text = "Not enough gas for transaction validation";
  const { pubdataGas, gasLeft, reservedGas } = run;
  const detail = `the data it publishes costs ${pubdataGas} gas, ${gasLeft + reservedGas} are left`;
  throw new Halt(HaltKind.ValidationOutOfGas, `Validation run out of gas: ${detail}`, text);
}

/** Builds the halt for a failed call from the bootloader. */
export function callHalt(run: TransactionRun, kind: HaltKind, prefix: string, result: FarCallResult): Halt {
  if (toHex(result.returnData.subarray(0, 4)) === TIMESTAMP_OUT_OF_RANGE) {
    const text = "Transaction failed `block.timestamp` assertion";
    return new Halt(HaltKind.TimestampAssertionFailed, text, text, toHex(result.returnData));
  }
  if (result.error === "out of gas") {
    return new Halt(HaltKind.ValidationOutOfGas, "Validation run out of gas", "Validation run out of gas");
  }
  const reason = describeRevert(result.returnData);
  return new Halt(kind, `${prefix}: ${reason}`, reason, toHex(result.returnData), gasHint(run));
}

/** Explains that gas ran out inside the bootloader's last call when the code around it passed on no reason. */
function gasHint({ vm, tx }: TransactionRun): string | undefined {
  const lastCall = vm.tracer.roots.at(-1);
  if (lastCall === undefined || failureCause(lastCall)?.error !== "out of gas") return undefined;
  // A call that was deliberately given little gas leaves most of it: a higher limit would not help.
  if (lastCall.gasUsed * 2n < lastCall.gas) return undefined;
  return `out of gas: the gas limit of ${tx.gasLimit} was too small for the validation`;
}
