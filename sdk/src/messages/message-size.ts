import { MessageTooLargeError } from "../errors/communicator-errors.js";

/** No message is larger, in bytes. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/**
 * Checks that a message is not larger than 256 kB, as well as that can be said of values that were never bytes: two for
 * each character, eight for everything else. Stops counting there, so that no message takes longer.
 *
 * @throws MessageTooLargeError
 */
export function checkMessageSize(message: unknown): void {
  let bytes = 0;
  // A stack of our own: a message may be nested deeper than functions can call each other.
  const open: unknown[] = [message];
  while (open.length > 0) {
    const value = open.pop();
    bytes += typeof value === "string" ? 2 * value.length : 8;
    if (typeof value === "bigint") bytes += bigintBytes(value);
    if (typeof value === "object" && value !== null) bytes += openMembers(value, open);
    if (bytes > MAX_MESSAGE_BYTES) throw new MessageTooLargeError(MAX_MESSAGE_BYTES);
  }
}

/** Opens an object's members and returns what its keys take, or too much if there are more than any message holds. */
function openMembers(value: object, open: unknown[]): number {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (value instanceof RegExp || value instanceof Error) return 2 * String(value).length;
  if (Array.isArray(value))
    return value.length > MAX_MESSAGE_BYTES ? Infinity : openNamed(value, open, INDEX);
  if (value instanceof Map || value instanceof Set) {
    for (const member of value) open.push(member);
    return 0;
  }
  return openNamed(value, open, 0);
}

/** What an index of a list may take, in characters: it is no part of the message. A list may have other keys, too. */
const INDEX = 10;

/** Opens members by their keys, and returns what these take, without the first characters of each that are free. */
function openNamed(value: object, open: unknown[], free: number): number {
  let bytes = 0;
  for (const key in value) {
    bytes += 2 * Math.max(0, key.length - free);
    open.push((value as Record<string, unknown>)[key]);
    if (bytes > MAX_MESSAGE_BYTES || open.length > MAX_MESSAGE_BYTES) break;
  }
  return bytes;
}

/** A number too large to be written out quickly is too large anyway. */
function bigintBytes(value: bigint): number {
  return BigInt.asIntN(8 * 1024, value) === value ? 1024 : Infinity;
}
