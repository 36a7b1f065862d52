import { concat, EMPTY } from "./hex.ts";

/** Copies byte strings one after another into one buffer. */
export function packed(parts: readonly Uint8Array[]): Uint8Array[] {
  const all = concat(...parts);
  let end = 0;
  return parts.map(({ length }) => {
    end += length;
    return length === 0 ? EMPTY : all.subarray(end - length, end);
  });
}
