import type { Halt } from "../transactions/halt.ts";
import type { ExecutionReverted } from "./execution-reverted.ts";

/** Signals that a transaction fails with more gas than it succeeded with before. */
export class ExoticGas extends Error {
  override readonly cause: Halt | ExecutionReverted;

  constructor(cause: Halt | ExecutionReverted) {
    super("the transaction fails with the gas that was found for it");
    this.name = "ExoticGas";
    this.cause = cause;
  }
}
