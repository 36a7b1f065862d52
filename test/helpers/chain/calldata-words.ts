import { concat, dataSlice, toBeHex } from "ethers";

/**
 * Offsets that lead past all calldata: by a little, past what EraVM can load from, and by so much that sums
 * wrap.
 */
export const WILD_OFFSETS = [
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 33n,
  2n ** 32n,
  2n ** 32n + 64n,
  2n ** 64n - 1n,
  2n ** 64n,
  2n ** 255n,
  2n ** 255n + 2n ** 32n,
  2n ** 256n - 32n,
  2n ** 256n - 1n,
] as const;

const SELECTOR_BYTES = 4;
/** Words before the transaction's tuple in the arguments of `validateTransaction(bytes32, Transaction)`. */
const WORDS_BEFORE_TRANSACTION = 2;

/** The dynamic fields of a transaction, by the words of its tuple that hold their offsets. */
export const DYNAMIC_FIELDS = {
  data: 14,
  signature: 15,
  factoryDeps: 16,
  paymasterInput: 17,
  reservedDynamic: 18,
} as const;

/** Returns encoded data with one word replaced. `start` is the byte at which words begin. */
export function withWord(data: string, index: number, value: bigint, start = 0): string {
  const position = start + 32 * index;
  return concat([dataSlice(data, 0, position), toBeHex(value, 32), dataSlice(data, position + 32)]);
}

/** Returns a call's data with one word of its arguments' head replaced. */
export function withArgument(data: string, index: number, value: bigint): string {
  return withWord(data, index, value, SELECTOR_BYTES);
}

/**
 * Returns the data of a call to `validateTransaction` with another offset for one of the transaction's
 * fields.
 */
export function withFieldAt(data: string, field: keyof typeof DYNAMIC_FIELDS, offset: bigint): string {
  return withArgument(data, WORDS_BEFORE_TRANSACTION + DYNAMIC_FIELDS[field], offset);
}
