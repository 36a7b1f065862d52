import type { Address } from "../primitives/hex.ts";
import type { CodePosition } from "./code-position.ts";

/** Describes one call in a transaction, with the calls it made, in the call tracer's format. */
export interface CallFrame {
  type: "call" | "delegateCall" | "staticCall" | "create";
  from: Address;
  to: Address;
  value: bigint;
  gas: bigint;
  gasUsed: bigint;
  input: Uint8Array;
  output: Uint8Array;
  /** Set when the frame failed: `execution reverted`, or the VM's own reason. */
  error?: string;
  /** Where the callee's code failed, if positions are recorded. */
  failedAt?: CodePosition;
  calls: CallFrame[];
}
