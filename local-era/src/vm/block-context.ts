import type { Hex } from "../primitives/hex.ts";

/** What the block being built tells the transactions in it. */
export interface BlockContext {
  readonly chainId: bigint;
  readonly number: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly batchNumber: bigint;
  /** Wei per gas. */
  readonly baseFee: bigint;
  /** Gas per byte of published data. */
  readonly gasPerPubdata: bigint;
  /** Hash of an earlier block, or 32 zero bytes when it is not known. */
  blockHash(number: bigint): Hex;
}
