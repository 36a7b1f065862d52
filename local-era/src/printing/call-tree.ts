import type { CallFrame } from "../bootloader/outcome.ts";
import { toHex } from "../primitives/hex.ts";
import { CONSOLE_ADDRESS, consoleLine } from "./console-log.ts";
import { contractName, functionName } from "./known-names.ts";
import { revertText } from "./revert-text.ts";

const KINDS = {
  call: "",
  delegateCall: " (delegate)",
  staticCall: " (static)",
  create: " (create)",
} as const;
/** Bytes of return data shown unless all of it is asked for. */
const SHOWN = 32;

/** Calls as lines of a tree: gas used, caller and callee, function, value, then what came of it. */
export function callTree(frames: readonly CallFrame[], showData: boolean): string[] {
  return frames.flatMap((frame, i) => frameLines(frame, i === frames.length - 1, showData));
}

function frameLines(frame: CallFrame, isLast: boolean, showData: boolean): string[] {
  // The outcome comes last and closes the branch, so no call below does.
  const below = [
    ...frame.calls.flatMap((call) => frameLines(call, false, showData)),
    `└─ ${outcomeText(frame, showData)}`,
  ];
  return [
    `${isLast ? "└─" : "├─"} ${callText(frame, showData)}`,
    ...below.map((line) => `${isLast ? "   " : "│  "}${line}`),
  ];
}

function callText(frame: CallFrame, showData: boolean): string {
  const value = frame.value === 0n ? "" : ` value ${frame.value} wei`;
  const data = showData && frame.input.length > 4 ? ` data ${toHex(frame.input.subarray(4))}` : "";
  const from = contractName(frame.from);
  return `[${frame.gasUsed}] ${from} → ${contractName(frame.to)}.${calleeText(frame)}${KINDS[frame.type]}${value}${data}`;
}

function calleeText({ type, to, input }: CallFrame): string {
  if (to === CONSOLE_ADDRESS) return `log: ${consoleLine(input) ?? toHex(input)}`;
  if (type === "create") return "constructor";
  if (input.length === 0) return "receive";
  if (input.length < 4) return "fallback";
  const selector = toHex(input.subarray(0, 4));
  return functionName(selector) ?? selector;
}

function outcomeText({ output, error }: CallFrame, showData: boolean): string {
  if (error === undefined) return `← ${dataText(output, showData)}`;
  return error === "execution reverted" ? `✗ reverted: ${revertText(output)}` : `✗ ${error}`;
}

function dataText(output: Uint8Array, showData: boolean): string {
  if (output.length === 0) return "()";
  if (showData || output.length <= SHOWN) return toHex(output);
  return `${toHex(output.subarray(0, SHOWN))}… (${output.length} bytes)`;
}
