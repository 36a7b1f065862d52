/** Counts the bytes of a value published in full: a marker byte and the word. */
const UNCOMPRESSED_LENGTH = 33;
const WORD = 1n << 256n;
/** Limits, in bytes, the forms that are shorter than the word itself. */
const MAX_COMPRESSED_LENGTH = 31;

/**
 * Counts the bytes that Era publishes for a slot's new value: one for the format, then the shortest of the increase,
 * the decrease and the new value itself.
 */
export function compressedValueLength(before: bigint, after: bigint): number {
  const added = byteLength((after - before + WORD) % WORD);
  const taken = byteLength((before - after + WORD) % WORD);
  const shortest = Math.min(added, taken, byteLength(after));
  return shortest > MAX_COMPRESSED_LENGTH ? UNCOMPRESSED_LENGTH : 1 + shortest;
}

/** Counts the bytes of a value; zero needs none. */
function byteLength(value: bigint): number {
  return value === 0n ? 0 : Math.ceil(value.toString(16).length / 2);
}
