import { toQuantity } from "../primitives/hex.ts";
import { readAddress, readObject, readQuantity } from "../primitives/json-value.ts";
import type { StoredWord } from "../state/flat-state.ts";
import type { Codec } from "./codec.ts";

const WORD_LIMIT = 2n ** 256n;

/** Encodes storage as `{ address: { slot: word } }`, in ascending order, so that equal states give equal texts. */
export const storage: Codec<readonly StoredWord[]> = {
  write: (words) => {
    const byAddress = new Map<string, Record<string, string>>();
    for (const { address, slot, value } of [...words].sort(inOrder)) {
      let slots = byAddress.get(address);
      if (slots === undefined) byAddress.set(address, (slots = {}));
      slots[toQuantity(slot)] = toQuantity(value);
    }
    return Object.fromEntries(byAddress);
  },
  read: (json, name) =>
    Object.entries(readObject(json, name)).flatMap(([address, slots]) =>
      Object.entries(readObject(slots, `${name}.${address}`)).map(([slot, value]) => ({
        address: readAddress(address, `${name}: address`),
        slot: readWord(slot, `${name}.${address}: slot`),
        value: readWord(value, `${name}.${address}.${slot}`),
      })),
    ),
};

function inOrder(a: StoredWord, b: StoredWord): number {
  if (a.address !== b.address) return a.address < b.address ? -1 : 1;
  return a.slot < b.slot ? -1 : 1;
}

function readWord(value: unknown, name: string): bigint {
  const word = readQuantity(value, name);
  if (word >= WORD_LIMIT) throw new Error(`${name} must be below 2^256`);
  return word;
}
