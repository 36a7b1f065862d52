import { decodeErrorString } from "../bootloader/revert-reason.ts";
import { selectorHex } from "../primitives/abi.ts";
import { errorText } from "./error-names.ts";
import { toBigInt, toHex, toQuantity } from "../primitives/hex.ts";

const PANIC = selectorHex("Panic(uint256)");
const PANIC_LENGTH = 36;

/** Maps Solidity's panic codes ("Panic via assert and Error via require" in its documentation). */
const PANICS: ReadonlyMap<bigint, string> = new Map([
  [0x01n, "assertion failed"],
  [0x11n, "arithmetic overflow or underflow"],
  [0x12n, "division or modulo by zero"],
  [0x21n, "value outside its enum"],
  [0x22n, "badly encoded storage byte array"],
  [0x31n, "pop on an empty array"],
  [0x32n, "array index out of bounds"],
  [0x41n, "too much memory requested"],
  [0x51n, "call of an uninitialised function pointer"],
]);

/** Revert data for people: the string, the panic's meaning, a custom error's name, or its selector and data. */
export function revertText(data: Uint8Array): string {
  if (data.length === 0) return "no reason given";
  const text = decodeErrorString(data);
  if (text !== undefined) return text;
  if (toHex(data.subarray(0, 4)) === PANIC && data.length === PANIC_LENGTH) {
    const code = toBigInt(data.subarray(4));
    return `panic ${toQuantity(code)} (${PANICS.get(code) ?? "unknown code"})`;
  }
  if (data.length < 4) return toHex(data);
  const named = errorText(data);
  if (named !== undefined) return named;
  const rest = data.length === 4 ? "" : ` with ${toHex(data.subarray(4))}`;
  return `custom error ${toHex(data.subarray(0, 4))}${rest}`;
}
