import { decodeErrorString } from "../bootloader/revert-reason.ts";
import { errorText } from "./error-names.ts";
import { panicText } from "./panic-text.ts";
import { toHex } from "../primitives/hex.ts";

/** Revert data for people: the string, the panic's meaning, a custom error's name, or its selector and data. */
export function revertText(data: Uint8Array): string {
  if (data.length === 0) return "no reason given";
  const text = decodeErrorString(data);
  if (text !== undefined) return text;
  if (data.length < 4) return toHex(data);
  const named = panicText(data) ?? errorText(data);
  if (named !== undefined) return named;
  const rest = data.length === 4 ? "" : ` with ${toHex(data.subarray(4))}`;
  return `custom error ${toHex(data.subarray(0, 4))}${rest}`;
}
