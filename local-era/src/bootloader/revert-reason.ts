import { selectorHex } from "../primitives/abi.ts";
import { toBigInt, toHex } from "../primitives/hex.ts";

const ERROR_STRING = selectorHex("Error(string)");
export const TIMESTAMP_OUT_OF_RANGE = selectorHex("TimestampOutOfRange(uint256,uint256,uint256)");

/** Decodes the text of `Error(string)` revert data; undefined for any other data. */
export function decodeErrorString(data: Uint8Array): string | undefined {
  if (toHex(data.subarray(0, 4)) !== ERROR_STRING || data.length < 68) return undefined;
  const length = Number(toBigInt(data.subarray(36, 68)));
  return new TextDecoder().decode(data.subarray(68, 68 + length));
}

/** Formats revert data as the chain's own messages do. */
export function describeRevert(data: Uint8Array): string {
  const text = decodeErrorString(data);
  if (text !== undefined) return text;
  return `Error function_selector = ${toHex(data.subarray(0, 4))}, data = ${toHex(data)}`;
}
