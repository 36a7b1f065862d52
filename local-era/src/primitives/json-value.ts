import { show } from "./excerpt.ts";
import { fromHex } from "./hex.ts";
import type { Address, Hex } from "./hex.ts";

/** Is an object from a JSON text. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Signals a value of the wrong kind; the message names the value. */
export class InvalidJsonValue extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = "InvalidJsonValue";
  }
}

/*
 * Readers of JSON values; `name` is what an error calls the value. All throw {@link InvalidJsonValue}. Like the official
 * node they read addresses, hashes and quantities without their "0x", too.
 */

export function readAddress(value: unknown, name: string): Address {
  if (typeof value !== "string" || !/^(0x)?[0-9a-fA-F]{40}$/.test(value)) {
    throw new InvalidJsonValue(
      `${name} must be a 20-byte address ("0x" and 40 hex digits), got ${show(value)}`,
    );
  }
  return withPrefix(value);
}

export function readHash(value: unknown, name: string): Hex {
  if (typeof value !== "string" || !/^(0x)?[0-9a-fA-F]{64}$/.test(value)) {
    throw new InvalidJsonValue(`${name} must be a 32-byte hash ("0x" and 64 hex digits), got ${show(value)}`);
  }
  return withPrefix(value);
}

/** Reads bytes as `0x…`, or as an array of numbers (the SDKs' form inside `eip712Meta`). */
export function readBytes(value: unknown, name: string): Uint8Array {
  if (Array.isArray(value) && value.every(isByte)) return Uint8Array.from(value);
  // A repeated group would recurse, and a long text overflow the stack.
  if (typeof value !== "string" || value.length % 2 !== 0 || !/^0x[0-9a-fA-F]*$/.test(value)) {
    throw new InvalidJsonValue(
      `${name} must be bytes ("0x" and an even number of hex digits), got ${show(value)}`,
    );
  }
  return fromHex(value);
}

/**
 * Reads an unsigned 256-bit integer: a JSON number, or hexadecimal digits in a text. "15" is 0x15: a client that leaves the
 * prefix out means that.
 */
export function readQuantity(value: unknown, name: string): bigint {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === "string" && /^(0x)?[0-9a-fA-F]{1,64}$/.test(value)) return BigInt(withPrefix(value));
  throw new InvalidJsonValue(`${name} must be an unsigned integer ("0x…" or a number), got ${show(value)}`);
}

export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean")
    throw new InvalidJsonValue(`${name} must be true or false, got ${show(value)}`);
  return value;
}

export function readObject(value: unknown, name: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidJsonValue(`${name} must be an object, got ${show(value)}`);
  }
  return value as JsonObject;
}

export function readArray(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidJsonValue(`${name} must be an array, got ${show(value)}`);
  return value;
}

/** Tells whether a value counts as omitted. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Applies a reader unless the value is omitted. */
export function optional<T>(
  value: unknown,
  name: string,
  read: (value: unknown, name: string) => T,
): T | undefined {
  return isAbsent(value) ? undefined : read(value, name);
}

function withPrefix(digits: string): Hex {
  const lower = digits.toLowerCase();
  return lower.startsWith("0x") ? (lower as Hex) : `0x${lower}`;
}

function isByte(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 255;
}
