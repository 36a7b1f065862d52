import { MAX_GAS_PER_PUBDATA } from "../bootloader/gas.ts";

/** Base fee of a fresh chain, in wei per gas. */
export const DEFAULT_BASE_FEE = 45_250_000n;
/** Gas per published byte that the blocks of a fresh chain charge. */
export const DEFAULT_GAS_PER_PUBDATA = 84n;
/** How much higher than a block's the price is that estimates reckon with: the price on L1 may rise meanwhile. */
const ESTIMATE_FACTOR = 2n;

/** Gas per published byte that clients are told to offer, and that estimates reckon with. */
export function suggestedGasPerPubdata(gasPerPubdata: bigint): bigint {
  const suggested = gasPerPubdata * ESTIMATE_FACTOR;
  return suggested < MAX_GAS_PER_PUBDATA ? suggested : MAX_GAS_PER_PUBDATA;
}

/** Gas limit of a block: 2^50. */
export const BLOCK_GAS_LIMIT = 2n ** 50n;
/** Bytecodes a transaction may carry. */
export const MAX_FACTORY_DEPENDENCIES = 64;
