import { createHash } from "node:crypto";
import { toHex } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";

const WORD = 32;
const MAX_WORDS = 0xffff;
const MAX_LENGTH = MAX_WORDS * WORD;

/**
 * Computes the versioned hash of a bytecode: `0x01 ‖ 0x00 ‖ length in words (uint16, big-endian) ‖ last 28 bytes of
 * sha256`.
 *
 * @throws Error as {@link validateBytecode} does.
 */
export function hashBytecode(bytecode: Uint8Array): Hex {
  validateBytecode(bytecode);
  const hash = createHash("sha256").update(bytecode).digest();
  hash.set([1, 0]);
  new DataView(hash.buffer, hash.byteOffset).setUint16(2, bytecode.length / WORD);
  return toHex(hash);
}

/**
 * Enforces the rules for every bytecode on Era, with the chain's own messages.
 *
 * @throws Error if the bytecode is longer than 65535 words, not a multiple of 32 bytes, or has an even number of words.
 */
export function validateBytecode(bytecode: Uint8Array): void {
  if (bytecode.length > MAX_LENGTH) {
    throw new Error(`Bytecode too long: ${bytecode.length} bytes, while max ${MAX_LENGTH} allowed`);
  }
  if (bytecode.length % WORD !== 0) throw new Error("Bytecode length is not divisible by 32");
  if ((bytecode.length / WORD) % 2 === 0) throw new Error("Bytecode has even number of 32-byte words");
}
