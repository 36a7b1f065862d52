import type { Address } from "../primitives/hex.ts";

/** Holds a word with its address and slot. */
export type WordEntry = SlotEntry<bigint>;

/** Holds a value with its address and slot. */
export interface SlotEntry<T> {
  readonly address: Address;
  readonly slot: bigint;
  readonly value: T;
}

/** Maps contract and slot to words or other values. Nested maps spare each lookup the building of a key. */
export class SlotMap<T = bigint> {
  readonly #contracts = new Map<Address, Map<bigint, T>>();

  get(address: Address, slot: bigint): T | undefined {
    return this.#contracts.get(address)?.get(slot);
  }

  has(address: Address, slot: bigint): boolean {
    return this.#contracts.get(address)?.has(slot) ?? false;
  }

  set(address: Address, slot: bigint, value: T): void {
    const slots = this.#contracts.get(address);
    if (slots === undefined) this.#contracts.set(address, new Map([[slot, value]]));
    else slots.set(slot, value);
  }

  delete(address: Address, slot: bigint): void {
    const slots = this.#contracts.get(address);
    if (slots?.delete(slot) === true && slots.size === 0) this.#contracts.delete(address);
  }

  clear(): void {
    this.#contracts.clear();
  }

  /** Returns the slots of one contract. */
  slotsOf(address: Address): bigint[] {
    return [...(this.#contracts.get(address)?.keys() ?? [])];
  }

  *entries(): IterableIterator<SlotEntry<T>> {
    for (const [address, slots] of this.#contracts) {
      for (const [slot, value] of slots) yield { address, slot, value };
    }
  }
}
