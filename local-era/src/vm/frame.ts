import type { FarCall } from "./far-call.ts";

/** Describes a fat pointer: a slice of immutable bytes, and the upper half of the ABI word packed into it. */
export interface Pointer {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly length: number;
  /** Bits 128-255: gas, forwarding mode and flags of the next far call. */
  readonly upper: bigint;
}

/** Holds what Era keeps per call frame beyond the EVM's own state. */
export interface Frame {
  readonly call: FarCall;
  /** The "active pointer" of zksolc's simulated instructions; undefined at the start of a frame. */
  activePointer: Pointer | undefined;
  /** Program counters of the last instructions, if positions are recorded. */
  path: number[] | undefined;
}

export function pointerTo(bytes: Uint8Array): Pointer {
  return { bytes, offset: 0, length: bytes.length, upper: 0n };
}
