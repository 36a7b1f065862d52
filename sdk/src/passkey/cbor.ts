import { bytesToString } from "viem";
import { MalformedBytesError } from "../errors/passkey-errors.js";

/** The part of CBOR that authenticators write: no tags, no floats, nothing of indefinite length. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | undefined
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<CborValue, CborValue>;

/** A value and the position after it. */
export interface CborItem {
  readonly value: CborValue;
  readonly end: number;
}

/** CTAP2's canonical form allows four levels. */
const MAX_DEPTH = 4;

/**
 * Reads one value of CTAP2's canonical CBOR (RFC 8949).
 *
 * @param what names the value in errors
 * @param position where it begins
 * @throws MalformedBytesError if it is cut off, too deep, or of a kind that authenticators do not write
 */
export function readCbor(bytes: Uint8Array, what: string, position = 0): CborItem {
  return item(bytes, position, MAX_DEPTH, (problem) => new MalformedBytesError(what, problem));
}

type Fail = (problem: string) => Error;

function item(bytes: Uint8Array, position: number, depth: number, fail: Fail): CborItem {
  const { major, argument, end } = head(bytes, position, fail);
  switch (major) {
    case 0:
      return { value: argument, end };
    case 1:
      return { value: -1 - argument, end };
    case 2:
      return { value: slice(bytes, end, argument, fail), end: end + argument };
    case 3:
      return { value: bytesToString(slice(bytes, end, argument, fail)), end: end + argument };
    case 4:
      return array(bytes, end, argument, depth, fail);
    case 5:
      return map(bytes, end, argument, depth, fail);
    case 7:
      return { value: simple(argument, fail), end };
    default:
      throw fail("has a CBOR tag, which authenticators do not write");
  }
}

/** Initial byte and argument (RFC 8949, section 3). */
function head(bytes: Uint8Array, position: number, fail: Fail) {
  const [initial = 0] = slice(bytes, position, 1, fail);
  const [major, info] = [initial >> 5, initial & 31];
  if (info < 24) return { major, argument: info, end: position + 1 };
  if (info > 26) throw fail("has CBOR of a length that authenticators do not write");
  const size = 1 << (info - 24);
  const argument = slice(bytes, position + 1, size, fail).reduce((sum, byte) => sum * 256 + byte, 0);
  return { major, argument, end: position + 1 + size };
}

function array(bytes: Uint8Array, start: number, count: number, depth: number, fail: Fail): CborItem {
  if (depth === 0) throw fail("is nested too deep");
  const value: CborValue[] = [];
  let end = start;
  for (let i = 0; i < count; i++) {
    const element = item(bytes, end, depth - 1, fail);
    value.push(element.value);
    end = element.end;
  }
  return { value, end };
}

function map(bytes: Uint8Array, start: number, count: number, depth: number, fail: Fail): CborItem {
  if (depth === 0) throw fail("is nested too deep");
  const value = new Map<CborValue, CborValue>();
  let end = start;
  for (let i = 0; i < count; i++) {
    const key = item(bytes, end, depth - 1, fail);
    const entry = item(bytes, key.end, depth - 1, fail);
    if (value.has(key.value)) throw fail("has a member twice");
    value.set(key.value, entry.value);
    end = entry.end;
  }
  return { value, end };
}

function simple(argument: number, fail: Fail): CborValue {
  if (argument === 20) return false;
  if (argument === 21) return true;
  if (argument === 22) return null;
  if (argument === 23) return undefined;
  throw fail("has a CBOR value that authenticators do not write");
}

function slice(bytes: Uint8Array, start: number, length: number, fail: Fail): Uint8Array {
  if (start + length > bytes.length) throw fail("is cut off");
  return bytes.slice(start, start + length);
}
