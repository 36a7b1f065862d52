/** Bytes of a value that is published in full: what says so, and the word. */
const UNCOMPRESSED_LENGTH = 33;
const WORD = 1n << 256n;
/** The longest form that is shorter than the word itself, in bytes. */
const MAX_COMPRESSED_LENGTH = 31;

/**
 * Counts the bytes that Era publishes for a slot's new value: one that says how it is written, then the shortest of what
 * was added to the old value, what was taken from it, and the new value itself.
 */
export function compressedValueLength(before: bigint, after: bigint): number {
  const added = byteLength((after - before + WORD) % WORD);
  const taken = byteLength((before - after + WORD) % WORD);
  const shortest = Math.min(added, taken, byteLength(after));
  return shortest > MAX_COMPRESSED_LENGTH ? UNCOMPRESSED_LENGTH : 1 + shortest;
}

/** Zero needs none. */
function byteLength(value: bigint): number {
  return value === 0n ? 0 : Math.ceil(value.toString(16).length / 2);
}
