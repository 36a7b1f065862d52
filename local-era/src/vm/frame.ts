import type { FarCall } from "./far-call.ts";

/** A fat pointer: a slice of immutable bytes, and the upper half of the ABI word packed into it. */
export interface Pointer {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly length: number;
  /** Bits 128-255: gas, forwarding mode and flags of the far call to come. */
  readonly upper: bigint;
}

/** What Era keeps per call frame beyond the EVM's own. */
export interface Frame {
  readonly call: FarCall;
  /** The "active pointer" of zksolc's simulated instructions; none at the start of a frame. */
  activePointer: Pointer | undefined;
  /** Program counters of the last instructions, while positions are recorded. */
  path: number[] | undefined;
}

export function wholePointer(bytes: Uint8Array): Pointer {
  return { bytes, offset: 0, length: bytes.length, upper: 0n };
}
