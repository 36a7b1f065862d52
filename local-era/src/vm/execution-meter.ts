import type { FarCall } from "./far-call.ts";
import type { RunState } from "./interpreter-state.ts";

/** Prices code as it runs. An error it throws ends the transaction. */
export interface ExecutionMeter {
  /** Reports that an instruction is about to run; its operands are on the stack. */
  instruction(opcode: number, runState: RunState): void;
  /** Reports that a call is about to run. */
  farCall(call: FarCall): void;
}
