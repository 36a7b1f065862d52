import { hexToBytes as fromHexDigits } from "@noble/hashes/utils.js";

/** `0x` followed by lower-case hexadecimal digits. */
export type Hex = `0x${string}`;

/** A 20-byte address as 42 lower-case characters. Checksummed forms exist only at the JSON-RPC edge. */
export type Address = Hex;

/** In one piece: a hash put together digit by digit keeps its parts, 900 bytes instead of some 120. */
function toHexDigits(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** Bytes to `0x…`. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${toHexDigits(bytes)}`;
}

/** `0x…` (an even number of digits) to bytes. Throws on anything else. */
export function fromHex(hex: string): Uint8Array {
  return fromHexDigits(hex.startsWith("0x") ? hex.slice(2) : hex);
}

/** An unsigned integer as `0x…` without leading zeros (JSON-RPC "quantity"). */
export function toQuantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`;
}

/** Big-endian bytes to an unsigned integer; empty is 0. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHexDigits(bytes)}`);
}

/** An unsigned integer as a 32-byte big-endian word (taken modulo 2^256). */
export function toWord(value: bigint): Uint8Array {
  return fromHexDigits(BigInt.asUintN(256, value).toString(16).padStart(64, "0"));
}

/** A word's low 20 bytes as an address. */
export function wordToAddress(word: bigint): Address {
  return `0x${BigInt.asUintN(160, word).toString(16).padStart(40, "0")}`;
}

/** An address as an unsigned integer. */
export function addressToWord(address: Address): bigint {
  return BigInt(address);
}

/** Concatenation of byte strings. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export const EMPTY = new Uint8Array(0);
