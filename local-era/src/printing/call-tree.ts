import { toHex } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import type { SourceLocations } from "../source-maps/source-locations.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { CONSOLE_ADDRESS } from "../primitives/console-address.ts";
import { consoleLine } from "./console-log.ts";
import { contractName, functionName } from "./known-names.ts";
import { revertText } from "./revert-text.ts";
import { location } from "./stack-trace.ts";

const KINDS = {
  call: "",
  delegateCall: " (delegate)",
  staticCall: " (static)",
  create: " (create)",
} as const;
/** Limits the bytes of return data that are shown unless all of it is requested. */
const SHOWN = 32;

/** Formats calls as the lines of a tree: gas used, caller and callee, function, value, then the outcome. */
export function callTree(
  frames: readonly CallFrame[],
  showData: boolean,
  sources?: SourceLocations,
): string[] {
  return frames.flatMap((frame, i) =>
    frameLines(frame, frame.from, i === frames.length - 1, showData, sources),
  );
}

function frameLines(
  frame: CallFrame,
  caller: Address,
  isLast: boolean,
  showData: boolean,
  sources: SourceLocations | undefined,
): string[] {
  // The outcome comes last and closes the branch, so no call below does.
  const below = [
    ...frame.calls.flatMap((call) => frameLines(call, callerOf(call, frame), false, showData, sources)),
    `└─ ${outcomeText(frame, showData, sources)}`,
  ];
  return [
    `${isLast ? "└─" : "├─"} ${callText(frame, caller, showData)}`,
    ...below.map((line) => `${isLast ? "   " : "│  "}${line}`),
  ];
}

/**
 * Returns the contract that makes a call: a delegate call's msg.sender is the caller's own caller, which readers do not
 * look for.
 */
function callerOf(call: CallFrame, parent: CallFrame): Address {
  return call.type === "delegateCall" ? parent.to : call.from;
}

function callText(frame: CallFrame, caller: Address, showData: boolean): string {
  const value = frame.value === 0n ? "" : ` value ${frame.value} wei`;
  const data = showData && frame.input.length > 4 ? ` data ${toHex(frame.input.subarray(4))}` : "";
  const from = contractName(caller);
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

function outcomeText(frame: CallFrame, showData: boolean, sources: SourceLocations | undefined): string {
  const { output, error } = frame;
  if (error === undefined) return `← ${dataText(output, showData)}`;
  const failedAt = location(frame, sources);
  const reason = error === "execution reverted" ? `reverted: ${revertText(output)}` : error;
  return `✗ ${reason}${failedAt === undefined ? "" : ` at ${failedAt}`}`;
}

function dataText(output: Uint8Array, showData: boolean): string {
  if (output.length === 0) return "()";
  if (showData || output.length <= SHOWN) return toHex(output);
  return `${toHex(output.subarray(0, SHOWN))}… (${output.length} bytes)`;
}
