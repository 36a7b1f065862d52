import { keccak_256 } from "@noble/hashes/sha3.js";
import { toHex } from "../primitives/hex.ts";

/** What solc writes in hex code where a library's address belongs: 40 characters, as an address has. */
const PLACEHOLDER = /__\$[0-9a-f]{34}\$__/g;

/** The placeholder of `file:Library`. */
export function placeholderFor(qualifiedName: string): string {
  return `__$${toHex(keccak_256(new TextEncoder().encode(qualifiedName))).slice(2, 36)}$__`;
}

/** Whether a hex object still lacks a library. */
export function hasPlaceholder(object: string): boolean {
  return object.includes("__$");
}

/** The distinct placeholders in a hex object. */
export function findPlaceholders(object: string): string[] {
  return [...new Set(object.match(PLACEHOLDER))];
}

/** The object with zeros for every library, which has the same size. */
export function withoutPlaceholders(object: string): string {
  return object.replace(PLACEHOLDER, (placeholder) => "0".repeat(placeholder.length));
}
