import { toHex, toWord } from "../../primitives/hex.ts";
import type { SlotChange } from "../../state/flat-state.ts";

interface AccountStorage {
  storage: Record<string, string>;
}

/**
 * Formats changed storage like go-ethereum's `prestateTracer` in `diffMode`: by address, the slots that changed, before
 * and after. A slot is omitted on a side where its value is zero. On Era, balances, nonces and code hashes are storage
 * of system contracts too, so storage is all there is.
 */
export function storageDiffJson(changes: readonly SlotChange[]): object {
  const pre: Record<string, AccountStorage> = {};
  const post: Record<string, AccountStorage> = {};
  for (const { address, slot, before, after } of changes) {
    put(pre, address, slot, before);
    put(post, address, slot, after);
  }
  return { pre, post };
}

function put(side: Record<string, AccountStorage>, address: string, slot: bigint, value: bigint): void {
  const { storage } = (side[address] ??= { storage: {} });
  if (value !== 0n) storage[toHex(toWord(slot))] = toHex(toWord(value));
}
