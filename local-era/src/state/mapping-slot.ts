import { keccak_256 } from "@noble/hashes/sha3.js";
import { addressToWord, concat, toBigInt, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";

/** Limits the cache of slots; when it is full it starts over. */
const CAPACITY = 50_000;

/** Caches slots by base, then by key. */
const slots = new Map<bigint, Map<bigint, bigint>>();
const accountSlots = new Map<Address, bigint>();
let remembered = 0;

/** Computes the slot of `mapping(uint256 => …)[key]` declared at `base`. */
export function mappingSlot(key: bigint, base: bigint): bigint {
  const known = slots.get(base)?.get(key);
  if (known !== undefined) return known;
  const slot = toBigInt(keccak_256(concat(toWord(key), toWord(base))));
  remember(key, base, slot);
  return slot;
}

/** Computes the slot of `mapping(address => …)[account]` declared first in a contract, as in most system contracts. */
export function accountSlot(account: Address): bigint {
  let slot = accountSlots.get(account);
  if (slot === undefined) {
    slot = mappingSlot(addressToWord(account), 0n);
    if (accountSlots.size >= CAPACITY) accountSlots.clear();
    accountSlots.set(account, slot);
  }
  return slot;
}

function remember(key: bigint, base: bigint, slot: bigint): void {
  if (++remembered > CAPACITY) {
    slots.clear();
    remembered = 1;
  }
  const ofBase = slots.get(base);
  if (ofBase === undefined) slots.set(base, new Map([[key, slot]]));
  else ofBase.set(key, slot);
}
