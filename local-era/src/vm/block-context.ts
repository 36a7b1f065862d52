import type { Hex } from "../primitives/hex.ts";

/** Describes what the block being built shows to its transactions. */
export interface BlockContext {
  readonly chainId: bigint;
  readonly number: bigint;
  /** In seconds. */
  readonly timestamp: bigint;
  readonly batchNumber: bigint;
  /** In wei per gas. */
  readonly baseFee: bigint;
  /** Gas per published byte. */
  readonly gasPerPubdata: bigint;
  /** Returns the hash of an earlier block; 32 zero bytes when it is unknown. */
  blockHash(number: bigint): Hex;
}
