/** Is `0x` followed by lower-case hexadecimal digits. */
export type Hex = `0x${string}`;

/** Is a 20-byte address in 42 lower-case characters. Checksummed forms exist only at the JSON-RPC boundary. */
export type Address = Hex;

const WORD = 32;
/** Limits how many bytes a number can hold exactly. */
const NUMBER_BYTES = 6;
const UINT64_BITS = 64n;
/** Limits how much of an invalid text its error quotes. */
const SHOWN_DIGITS = 100;

/** Converts all bytes at once: a hash concatenated digit by digit keeps its parts, 900 bytes instead of some 120. */
function toHexDigits(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** Converts bytes to `0x…`. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${toHexDigits(bytes)}`;
}

/** Converts `0x…` with an even number of digits to bytes. Throws for anything else. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.startsWith("0x") ? hex.slice(2) : hex;
  const bytes = new Uint8Array(digits.length >> 1);
  // Buffer stops at the first character that is not a digit.
  const written = Buffer.from(bytes.buffer).write(digits, "hex");
  if (written * 2 !== digits.length) {
    throw new Error(`not an even number of hexadecimal digits: ${hex.slice(0, SHOWN_DIGITS)}`);
  }
  return bytes;
}

/** Formats an unsigned integer as `0x…` without leading zeros (a JSON-RPC "quantity"). */
export function toQuantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`;
}

/** Reads big-endian bytes as an unsigned integer; empty is 0. */
export function toBigInt(bytes: Uint8Array): bigint {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  if (bytes.length - start <= NUMBER_BYTES) return BigInt(toNumber(bytes, start));
  if (bytes.length === WORD) return wordToBigInt(bytes, start);
  return BigInt(`0x${toHexDigits(bytes)}`);
}

function toNumber(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let i = start; i < bytes.length; i++) value = value * 256 + bytes[i]!;
  return value;
}

/** Reads 32 bytes, of which those before `start` are 0. */
function wordToBigInt(bytes: Uint8Array, start: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, WORD);
  let value = 0n;
  for (let i = start - (start % 8); i < WORD; i += 8) value = (value << UINT64_BITS) | view.getBigUint64(i);
  return value;
}

/** Encodes an unsigned integer as a 32-byte big-endian word, modulo 2^256. */
export function toWord(value: bigint): Uint8Array {
  const word = new Uint8Array(WORD);
  if (value >= 0n && value <= Number.MAX_SAFE_INTEGER) {
    let rest = Number(value);
    for (let i = WORD - 1; rest > 0; i--) {
      word[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return word;
  }
  const view = new DataView(word.buffer);
  for (let i = WORD - 8, rest = value; i >= 0 && rest !== 0n; i -= 8, rest >>= UINT64_BITS) {
    view.setBigUint64(i, BigInt.asUintN(64, rest));
  }
  return word;
}

/** Returns a word's low 20 bytes as an address. */
export function wordToAddress(word: bigint): Address {
  return `0x${BigInt.asUintN(160, word).toString(16).padStart(40, "0")}`;
}

/** Returns an address as an unsigned integer. */
export function addressToWord(address: Address): bigint {
  return BigInt(address);
}

/** Concatenates byte strings. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export const EMPTY = new Uint8Array(0);
