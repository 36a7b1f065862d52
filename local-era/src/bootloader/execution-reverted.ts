import { toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { failureCause } from "./failure-cause.ts";
import type { FailureCause } from "./failure-cause.ts";
import { describeRevert } from "./revert-reason.ts";

/** Signals to gas estimation that the transaction would revert with any amount of gas. */
export class ExecutionReverted extends Error {
  readonly data: Hex;
  /** The reason, when nothing was returned. */
  readonly failure: FailureCause | undefined;

  constructor(revertData: Uint8Array, failed?: CallFrame) {
    super(`execution reverted: ${describeRevert(revertData)}`);
    this.name = "ExecutionReverted";
    this.data = toHex(revertData);
    this.failure = revertData.length === 0 ? failureCause(failed) : undefined;
  }
}
