import type { Address } from "../primitives/hex.ts";

/** A word and its place in the state. */
export interface PlacedWord {
  readonly address: Address;
  readonly slot: bigint;
  readonly value: bigint;
}

/** Words by contract and slot. A map in a map: no text has to be put together to look a slot up. */
export class SlotMap {
  readonly #contracts = new Map<Address, Map<bigint, bigint>>();

  get(address: Address, slot: bigint): bigint | undefined {
    return this.#contracts.get(address)?.get(slot);
  }

  has(address: Address, slot: bigint): boolean {
    return this.#contracts.get(address)?.has(slot) ?? false;
  }

  set(address: Address, slot: bigint, value: bigint): void {
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

  /** The slots of one contract. */
  slotsOf(address: Address): bigint[] {
    return [...(this.#contracts.get(address)?.keys() ?? [])];
  }

  *entries(): IterableIterator<PlacedWord> {
    for (const [address, slots] of this.#contracts) {
      for (const [slot, value] of slots) yield { address, slot, value };
    }
  }
}
