/** The largest chain id taken: JavaScript clients read chain ids as numbers. */
export const MAX_CHAIN_ID = BigInt(Number.MAX_SAFE_INTEGER);
