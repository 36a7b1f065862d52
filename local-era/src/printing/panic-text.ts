import { selectorHex } from "../primitives/abi.ts";
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

/** Returns what a panic of Solidity's means; undefined for other revert data. */
export function panicText(data: Uint8Array): string | undefined {
  if (data.length !== PANIC_LENGTH || toHex(data.subarray(0, 4)) !== PANIC) return undefined;
  const code = toBigInt(data.subarray(4));
  return `panic ${toQuantity(code)} (${PANICS.get(code) ?? "unknown code"})`;
}
