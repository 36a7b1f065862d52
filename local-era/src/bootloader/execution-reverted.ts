import { toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { failureCause } from "./failure-cause.ts";
import type { FailureCause } from "./failure-cause.ts";
import { describeRevert } from "./revert-reason.ts";

/** Thrown by gas estimation when the transaction would revert however much gas it had. */
export class ExecutionReverted extends Error {
  readonly data: Hex;
  /** Why, where nothing was returned. */
  readonly failure: FailureCause | undefined;

  constructor(revertData: Uint8Array, failed?: CallFrame) {
    super(`execution reverted: ${describeRevert(revertData)}`);
    this.name = "ExecutionReverted";
    this.data = toHex(revertData);
    this.failure = revertData.length === 0 ? failureCause(failed) : undefined;
  }
}
