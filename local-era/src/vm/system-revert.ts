import { EMPTY } from "../primitives/hex.ts";

/** Ends a native contract's frame like Solidity's `revert`. */
export class SystemRevert extends Error {
  readonly data: Uint8Array;

  constructor(data: Uint8Array = EMPTY) {
    super("native contract reverted");
    this.data = data;
  }
}
