/** Base fee of a fresh chain, in wei per gas. */
export const DEFAULT_BASE_FEE = 45_250_000n;
/** Gas per published byte a block charges. */
export const BLOCK_GAS_PER_PUBDATA = 84n;
/** Gas per published byte clients are told to offer: the L1 price is doubled for estimates. */
export const SUGGESTED_GAS_PER_PUBDATA = 168n;
/** Gas limit of a block: 2^50. */
export const BLOCK_GAS_LIMIT = 2n ** 50n;
/** Bytecodes a transaction may carry. */
export const MAX_FACTORY_DEPENDENCIES = 64;
