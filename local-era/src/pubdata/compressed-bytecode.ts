const CHUNK = 8;
const INDEX = 2;
/** Bytes in front of the dictionary, which say how long it is. */
const DICTIONARY_HEAD = 2;
/** Chunks that an index of two bytes can tell apart. */
const MAX_DICTIONARY = 1 << 16;

/**
 * Counts the bytes that Era's operator publishes for a bytecode: a dictionary of its 8-byte chunks and an index into it
 * for each of them, or the bytecode as it is where that would be no shorter.
 */
export function compressedBytecodeLength(bytecode: Uint8Array): number {
  const view = new DataView(bytecode.buffer, bytecode.byteOffset, bytecode.length);
  const dictionary = new Set<bigint>();
  for (let offset = 0; offset < bytecode.length; offset += CHUNK) dictionary.add(view.getBigUint64(offset));
  const length = DICTIONARY_HEAD + dictionary.size * CHUNK + (bytecode.length / CHUNK) * INDEX;
  return dictionary.size > MAX_DICTIONARY ? bytecode.length : Math.min(length, bytecode.length);
}
