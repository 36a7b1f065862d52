import type { ExecutionReverted } from "../bootloader/execution-reverted.ts";
import type { FailureCause } from "../bootloader/failure-cause.ts";
import { fromHex } from "../primitives/hex.ts";
import type { Halt } from "../transactions/halt.ts";
import { NO_KERNEL_CODE } from "../vm/far-call.ts";
import { errorText } from "./error-names.ts";
import { panicText } from "./panic-text.ts";

/*
 * Appends what else the node knows to the chain's message, in parentheses. The message stays intact, because clients
 * search it for known words and for the data in it.
 */

/** Explains a halt by the error's name and arguments, or by the halt's hint. */
export function explainHalt(text: string, { data, hint }: Halt): string {
  return explained(text, dataText(fromHex(data)) ?? hint);
}

/** Explains a revert by the error's name and arguments, or by what kept a call from returning anything. */
export function explainRevert(text: string, { data, failure }: ExecutionReverted): string {
  return explained(text, dataText(fromHex(data)) ?? (failure && causeText(failure)));
}

/** A text about revert data, with the error's name and arguments. */
export function explainData(text: string, data: Uint8Array): string {
  return explained(text, dataText(data));
}

function dataText(data: Uint8Array): string | undefined {
  return panicText(data) ?? errorText(data);
}

function causeText({ error, callee }: FailureCause): string {
  if (error !== NO_KERNEL_CODE) return `${error} in a call of ${callee}`;
  return `${error}: addresses below 0x10000 are the system's, and ${callee} has no code`;
}

function explained(text: string, explanation: string | undefined): string {
  return explanation === undefined ? text : `${text} (${explanation})`;
}
