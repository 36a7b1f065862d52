/** Limits the gas that one transaction may spend on computation; anything above it can only be refunded. */
export const MAX_COMPUTE_GAS = 80_000_000n;
/** Limits what validating a transaction may cost in Era's prices: the sequencer's default. */
export const VALIDATION_LIMIT = 300_000;
/** Sets what every L2 transaction costs before any of it runs. */
export const INTRINSIC_GAS = 14_070n;
const MIN_OVERHEAD_GAS = 10_000n;
const OVERHEAD_GAS_PER_WORD = 10n;
/** Limits the gas per pubdata byte that a transaction may offer; types other than 0x71 offer exactly this. */
export const MAX_GAS_PER_PUBDATA = 50_000n;

/** Limits the bytes that a batch publishes; estimates allow for all of them. */
export const MAX_PUBDATA_PER_BATCH = 760_000n;

/** Computes a transaction's share of its batch from the words of its encoded form. */
export function overheadGas(encodedTransaction: Uint8Array): bigint {
  const gas = OVERHEAD_GAS_PER_WORD * BigInt(Math.ceil(encodedTransaction.length / 32));
  return gas > MIN_OVERHEAD_GAS ? gas : MIN_OVERHEAD_GAS;
}
