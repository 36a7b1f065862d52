import { toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import { describeRevert } from "./revert-reason.ts";

/** Thrown by gas estimation when the transaction would revert however much gas it had. */
export class ExecutionReverted extends Error {
  readonly data: Hex;

  constructor(revertData: Uint8Array) {
    super(`execution reverted: ${describeRevert(revertData)}`);
    this.name = "ExecutionReverted";
    this.data = toHex(revertData);
  }
}
