import type { FarCall } from "./far-call.ts";
import type { RunState } from "./interpreter-state.ts";

/** Prices what code does while it does it. What it throws ends the transaction. */
export interface ExecutionMeter {
  /** An instruction is about to run; its operands are on the stack. */
  instruction(opcode: number, runState: RunState): void;
  /** A call is about to run. */
  farCall(call: FarCall): void;
}
