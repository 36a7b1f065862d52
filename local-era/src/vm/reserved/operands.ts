import type { RunState } from "../interpreter-state.ts";

export type CallKind = "call" | "staticCall" | "delegateCall";

/** Names operands as the Yul `call` does; `value` is 0 in static and delegate calls. */
export interface Operands {
  readonly gas: bigint;
  readonly address: bigint;
  readonly value: bigint;
  readonly inOffset: bigint;
  readonly inLength: bigint;
  readonly outOffset: bigint;
  readonly outLength: bigint;
}

function named(words: bigint[], kind: CallKind): Operands {
  const [gas, address] = words as [bigint, bigint];
  const [value, inOffset, inLength, outOffset, outLength] = (
    kind === "call" ? words.slice(2) : [0n, ...words.slice(2)]
  ) as [bigint, bigint, bigint, bigint, bigint];
  return { gas, address, value, inOffset, inLength, outOffset, outLength };
}

function count(kind: CallKind): number {
  return kind === "call" ? 7 : 6;
}

export function peekOperands(runState: RunState, kind: CallKind): Operands {
  return named(runState.stack.peek(count(kind)), kind);
}

export function popOperands(runState: RunState, kind: CallKind): Operands {
  return named(runState.stack.popN(count(kind)), kind);
}
