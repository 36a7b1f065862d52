import { EVMError } from "@ethereumjs/evm";
import type { ExecResult, Message } from "@ethereumjs/evm";
import { EMPTY } from "../primitives/hex.ts";
import type { RunState } from "./interpreter-state.ts";

/**
 * Passes through the interpreter when a frame has ended. Ended in its own way, the interpreter copies the whole state of
 * the frame into its result, which takes longer than many frames.
 */
export class FrameEnd {
  readonly #state: RunState;
  readonly #error: EVMError | undefined;

  /** @param error is what ended the frame, if not the end of its code. */
  constructor(state: RunState, error?: EVMError) {
    this.#state = state;
    this.#error = error?.error === EVMError.errorMessages.STOP ? undefined : error;
  }

  /** Returns the result of the message whose code the frame ran. */
  resultOf({ gasLimit }: Message): ExecResult {
    const { interpreter, gasLeft, gasRefund } = this.#state;
    const error = this.#error;
    const usesAll = error !== undefined && error.error !== EVMError.errorMessages.REVERT;
    return {
      returnValue: interpreter._result.returnValue ?? EMPTY,
      executionGasUsed: usesAll ? gasLimit : gasLimit - gasLeft,
      gasRefund,
      ...(error !== undefined && { exceptionError: error }),
    };
  }
}
