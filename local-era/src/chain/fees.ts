import { MAX_GAS_PER_PUBDATA } from "../bootloader/gas.ts";

/** Sets the base fee of a fresh chain, in wei per gas. */
export const DEFAULT_BASE_FEE = 45_250_000n;
/** Sets the gas per published byte that the blocks of a fresh chain charge. */
export const DEFAULT_GAS_PER_PUBDATA = 84n;
/** Raises the pubdata price of estimates above the block's, because the price on L1 may rise in the meantime. */
const ESTIMATE_FACTOR = 2n;

/** Returns the gas per published byte that clients should offer and that estimates assume. */
export function suggestedGasPerPubdata(gasPerPubdata: bigint): bigint {
  const suggested = gasPerPubdata * ESTIMATE_FACTOR;
  return suggested < MAX_GAS_PER_PUBDATA ? suggested : MAX_GAS_PER_PUBDATA;
}

/** Sets the gas limit of a block: 2^50. */
export const BLOCK_GAS_LIMIT = 2n ** 50n;
