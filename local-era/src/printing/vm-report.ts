import type { TransactionOutcome } from "../bootloader/outcome.ts";
import { toHex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { functionName } from "./known-names.ts";

/** Reports what running a transaction took: in total, then for each of the bootloader's calls. */
export function vmReport({ trace, storage, logs, l2ToL1Logs }: VmRun): string[] {
  const touched = storage && [
    counted(storage.reads.length, "slot read", "slots read"),
    `${storage.changes.length} changed`,
  ];
  const left = [
    counted(logs.length, "event", "events"),
    counted(l2ToL1Logs.length, "message to L1", "messages to L1"),
  ];
  return [`vm: ${usage(trace)}`, `vm: ${[...(touched ?? []), ...left].join(", ")}`, ...vmSteps(trace)];
}

type VmRun = Pick<TransactionOutcome, "trace" | "storage" | "logs" | "l2ToL1Logs">;

/** Reports what each of the bootloader's calls took. */
export function vmSteps(trace: readonly CallFrame[]): string[] {
  return trace.map((call) => {
    const selector = toHex(call.input.subarray(0, 4));
    return `vm ${functionName(selector) ?? selector}: ${usage([call])}`;
  });
}

/** Summarizes computational gas, calls, the contracts whose code ran, and the depth of the calls. */
function usage(calls: readonly CallFrame[]): string {
  const frames = calls.flatMap(withInner);
  const gas = calls.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  const contracts = new Set(frames.map(({ to }) => to)).size;
  return [
    `${gas} gas computed`,
    counted(frames.length, "call", "calls"),
    counted(contracts, "contract", "contracts"),
    `${depth(calls)} deep`,
  ].join(", ");
}

function withInner(call: CallFrame): CallFrame[] {
  return [call, ...call.calls.flatMap(withInner)];
}

function depth(calls: readonly CallFrame[]): number {
  return calls.reduce((deepest, { calls: inner }) => Math.max(deepest, 1 + depth(inner)), 0);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
