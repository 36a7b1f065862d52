/** Most gas one transaction may compute with; what its limit has above this can only be refunded. */
export const MAX_COMPUTE_GAS = 80_000_000n;
/** What validating a transaction may cost in Era's prices: the sequencer's default. */
export const VALIDATION_LIMIT = 300_000;
/** What every L2 transaction costs before anything of it runs. */
export const INTRINSIC_GAS = 14_070n;
const MIN_OVERHEAD_GAS = 10_000n;
const OVERHEAD_GAS_PER_WORD = 10n;
/** The most gas per pubdata byte a transaction may offer, and what types other than 0x71 offer. */
export const MAX_GAS_PER_PUBDATA = 50_000n;

/** The most bytes a batch publishes: what an estimate allows for. */
export const MAX_PUBDATA_PER_BATCH = 760_000n;

/** A transaction's share of its batch, by the words of its encoded form. */
export function overheadGas(encodedTransaction: Uint8Array): bigint {
  const gas = OVERHEAD_GAS_PER_WORD * BigInt(Math.ceil(encodedTransaction.length / 32));
  return gas > MIN_OVERHEAD_GAS ? gas : MIN_OVERHEAD_GAS;
}
