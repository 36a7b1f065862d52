import { keccak_256 } from "@noble/hashes/sha3.js";
import { toHex } from "../primitives/hex.ts";

/** Matches what solc writes in hex code instead of a library's address: 40 characters, like an address. */
const PLACEHOLDER = /__\$[0-9a-f]{34}\$__/g;

/** Computes the placeholder of `file:Library`. */
export function placeholderFor(qualifiedName: string): string {
  return `__$${toHex(keccak_256(new TextEncoder().encode(qualifiedName))).slice(2, 36)}$__`;
}

/** Tells whether a hex object still lacks a library. */
export function hasPlaceholder(object: string): boolean {
  return object.includes("__$");
}

/** Finds the distinct placeholders in a hex object. */
export function findPlaceholders(object: string): string[] {
  return [...new Set(object.match(PLACEHOLDER))];
}

/** Replaces every placeholder by zeros, which keeps the size. */
export function withoutPlaceholders(object: string): string {
  return object.replace(PLACEHOLDER, (placeholder) => "0".repeat(placeholder.length));
}
