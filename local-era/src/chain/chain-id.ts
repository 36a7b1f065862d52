/** Caps the chain id: JavaScript clients read chain ids as numbers. */
export const MAX_CHAIN_ID = BigInt(Number.MAX_SAFE_INTEGER);
