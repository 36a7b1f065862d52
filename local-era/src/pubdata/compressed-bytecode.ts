const CHUNK = 8;
const INDEX = 2;
/** Counts the bytes before the dictionary, which give its length. */
const DICTIONARY_HEAD = 2;
/** Limits the chunks to what a two-byte index can tell apart. */
const MAX_DICTIONARY = 1 << 16;

/**
 * Counts the bytes that Era's operator publishes for a bytecode: a dictionary of its 8-byte chunks and an index into it
 * for each chunk, or the plain bytecode if that is no longer.
 */
export function compressedBytecodeLength(bytecode: Uint8Array): number {
  const view = new DataView(bytecode.buffer, bytecode.byteOffset, bytecode.length);
  const dictionary = new Set<bigint>();
  for (let offset = 0; offset < bytecode.length; offset += CHUNK) dictionary.add(view.getBigUint64(offset));
  const length = DICTIONARY_HEAD + dictionary.size * CHUNK + (bytecode.length / CHUNK) * INDEX;
  return dictionary.size > MAX_DICTIONARY ? bytecode.length : Math.min(length, bytecode.length);
}
