import type { ExecutionReverted } from "../bootloader/execution-reverted.ts";
import type { ExoticGas } from "../bootloader/exotic-gas.ts";
import { decodeErrorString } from "../bootloader/revert-reason.ts";
import { fromHex, toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import { explainData, explainHalt, explainRevert } from "../printing/explanation.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import { RpcCode, RpcError } from "./rpc-error.ts";

/** Returns eth_call's error when the call reverted. */
export function callReverted(data: Uint8Array): RpcError {
  const reason = decodeErrorString(data);
  const message =
    reason === undefined ? explainData("execution reverted", data) : `execution reverted: ${reason}`;
  return new RpcError(RpcCode.Execution, message, toHex(data));
}

/** Returns eth_call's error when the call could not be made at all. */
export function callHalted(halt: Halt): RpcError {
  return new RpcError(RpcCode.Execution, `execution halted : ${halt.message}`, "0x");
}

/** Returns eth_estimateGas' error when the transaction reverts even with the maximum gas. */
export function estimateReverted(reverted: ExecutionReverted): RpcError {
  return estimationFailed(
    "gas_estim-21",
    "execution reverted when the transaction is executed with maximum gas. Unspent gas is returned.",
    revertText(reverted),
    reverted.data,
  );
}

/** Returns eth_estimateGas' error when the transaction halts. As in anvil-zksync, revert data is only in the text. */
export function estimateHalted(halt: Halt): RpcError {
  return estimationFailed(
    "gas_estim-20",
    "execution halted when the transaction is executed with maximum gas. Unspent gas is burned.",
    haltCause(halt),
    "0x",
  );
}

/** Returns eth_estimateGas' error when the transaction fails with the gas that was found for it. */
export function estimateExotic({ cause }: ExoticGas): RpcError {
  const behaviour = "Gas estimation failed because the transaction exhibits exotic gas behavior and reverts";
  if (cause instanceof Halt) {
    return estimationProblem("gas_estim-10", `${behaviour}, burning all gas:`, haltCause(cause), "0x");
  }
  return estimationProblem(
    "gas_estim-11",
    `${behaviour}, returning unspent gas:`,
    revertText(cause),
    cause.data,
  );
}

function estimationFailed(id: string, problem: string, cause: string, data: Hex): RpcError {
  return estimationProblem(id, `Gas estimation is impossible: ${problem}`, cause, data);
}

function estimationProblem(id: string, problem: string, cause: string, data: Hex): RpcError {
  const message =
    "[anvil_zksync-node-11] Gas estimation failed:\n" + `[anvil_zksync-${id}] ${problem} \n${cause}`;
  return new RpcError(RpcCode.Execution, message, data);
}

function revertText(reverted: ExecutionReverted): string {
  const data = fromHex(reverted.data);
  const reason = decodeErrorString(data);
  if (reason !== undefined) return `[anvil_zksync-revert-1] Execution reverted with message: ${reason}`;
  const digits = toHex(data).slice(2);
  return explainRevert(
    "[anvil_zksync-revert-4] Unknown VM revert reason: " +
      `function_selector=${describeRevert(data)}, data=${digits}`,
    reverted,
  );
}

/** Maps halts that carry revert data to the text that anvil-zksync puts before it. */
const PREFIXES: Partial<Record<HaltKind, string>> = {
  [HaltKind.ValidationFailed]: "Account validation error",
  [HaltKind.PaymasterValidationFailed]: "Paymaster validation error",
  [HaltKind.PrePaymasterPreparationFailed]: "Pre-paymaster preparation error",
  [HaltKind.PayForTxFailed]: "Failed to pay for the transaction",
  [HaltKind.FailedToMarkFactoryDependencies]: "Failed to mark factory dependencies",
  [HaltKind.FailedToChargeFee]: "Failed to charge fee",
  [HaltKind.Unknown]: "Unknown reason",
};

function haltCause(halt: Halt): string {
  return explainHalt(`[anvil_zksync-halt-${halt.kind}] ${haltText(halt)}`, halt);
}

function haltText(halt: Halt): string {
  const prefix = PREFIXES[halt.kind];
  if (prefix === undefined) return halt.message;
  const reason = halt.data === "0x" ? halt.reason : describeRevert(fromHex(halt.data));
  const end = halt.kind === HaltKind.PaymasterValidationFailed ? "." : "";
  return `${prefix}: ${reason}: ${halt.data}${end}`;
}

/** Describes revert data as anvil-zksync's estimator does: the string, or the function selector. */
function describeRevert(data: Uint8Array): string {
  const text = decodeErrorString(data);
  if (text !== undefined) return text;
  if (data.length < 4) return "Error: no function selector available";
  return `Error with function selector: ${toHex(data.subarray(0, 4))}`;
}
