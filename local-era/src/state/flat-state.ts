import type { Address } from "../primitives/hex.ts";

/** How many sealed blocks historical reads can look back (anvil-zksync's figure). */
const HISTORY_BLOCKS = 128;

/** One non-zero word of the state. */
export interface StoredWord {
  readonly address: Address;
  readonly slot: bigint;
  readonly value: bigint;
}

interface Change {
  readonly key: string;
  readonly previous: bigint;
}

interface SealedBlock {
  readonly number: bigint;
  /** Value each slot had before the block, for the slots the block changed. */
  readonly before: Map<string, bigint>;
  /** Journal position at which the block ends. */
  readonly end: number;
}

/** What a transaction made of one slot. */
export interface SlotChange {
  readonly address: Address;
  readonly slot: bigint;
  readonly before: bigint;
  readonly after: bigint;
}

function keyOf(address: Address, slot: bigint): string {
  return `${address}${slot.toString(16)}`;
}

function placeOf(key: string): { address: Address; slot: bigint } {
  return { address: key.slice(0, 42) as Address, slot: BigInt(`0x${key.slice(42)}`) };
}

/**
 * Era's state: one flat map from (address, slot) to a 256-bit word. Everything else (balances, nonces, code
 * hashes) is kept in it by the system contracts, at the chain's own slots.
 *
 * Writes go through an undo journal, so that reverting a frame, a transaction or a snapshot costs what was
 * written since, whatever the state's size.
 */
export class FlatState {
  readonly #slots = new Map<string, bigint>();
  #journal: Change[] = [];
  /** Journal position of `#journal[0]`: positions stay valid when the journal's head is dropped. */
  #journalStart = 0;
  #sealed: SealedBlock[] = [];
  readonly #pins = new Map<number, number>();
  readonly #originals = new Map<string, bigint>();
  /** The first block whose state is known. */
  #historyStart = 0n;

  read(address: Address, slot: bigint): bigint {
    return this.#slots.get(keyOf(address, slot)) ?? 0n;
  }

  write(address: Address, slot: bigint, value: bigint): void {
    const key = keyOf(address, slot);
    const previous = this.#slots.get(key) ?? 0n;
    if (previous === value) return;
    this.#journal.push({ key, previous });
    if (!this.#originals.has(key)) this.#originals.set(key, previous);
    this.#put(key, value);
  }

  /** Sets every slot of a contract to zero; takes time in the whole state's size. */
  clear(address: Address): void {
    const own = [...this.entries()].filter((word) => word.address === address);
    for (const { slot } of own) this.write(address, slot, 0n);
  }

  /** A position to come back to with {@link undoTo}. */
  mark(): number {
    return this.#journalStart + this.#journal.length;
  }

  /** Undoes every write made since `mark`, sealed blocks included. */
  undoTo(mark: number): void {
    if (mark < this.#journalStart || mark > this.mark()) {
      throw new Error(
        `state position ${mark} is gone: the journal covers ${this.#journalStart} to ${this.mark()}`,
      );
    }
    for (let i = this.#journal.length - 1; i >= mark - this.#journalStart; i--) {
      const change = this.#journal[i];
      this.#put(change.key, change.previous);
    }
    this.#journal.length = mark - this.#journalStart;
    while (this.#sealed.length > 0 && this.#sealed[this.#sealed.length - 1].end > mark) this.#sealed.pop();
  }

  /** Starts a transaction: {@link original} answers with the values of this moment. */
  beginTransaction(): void {
    this.#originals.clear();
  }

  /** The value a slot had when the transaction began (EIP-2200's "original value"). */
  original(address: Address, slot: bigint): bigint {
    return this.#originals.get(keyOf(address, slot)) ?? this.read(address, slot);
  }

  /** The slots whose value is not what it was when the transaction began. */
  *changes(): IterableIterator<SlotChange> {
    for (const [key, before] of this.#originals) {
      const after = this.#slots.get(key) ?? 0n;
      if (after !== before) yield { ...placeOf(key), before, after };
    }
  }

  /** Keeps the journal from `mark` on (for a snapshot) until {@link unpin}. */
  pin(mark: number): void {
    this.#pins.set(mark, (this.#pins.get(mark) ?? 0) + 1);
  }

  unpin(mark: number): void {
    const count = (this.#pins.get(mark) ?? 0) - 1;
    if (count > 0) this.#pins.set(mark, count);
    else this.#pins.delete(mark);
  }

  /** Ends a block: what it changed becomes readable history, and journal nobody needs any more is dropped. */
  sealBlock(number: bigint): void {
    const start = this.#sealed.length > 0 ? this.#sealed[this.#sealed.length - 1].end : this.#journalStart;
    const before = new Map<string, bigint>();
    for (let i = Math.max(0, start - this.#journalStart); i < this.#journal.length; i++) {
      const change = this.#journal[i];
      if (!before.has(change.key)) before.set(change.key, change.previous);
    }
    this.#sealed.push({ number, before, end: this.mark() });
    if (this.#sealed.length > HISTORY_BLOCKS) this.#sealed.shift();
    this.#dropJournal(Math.min(this.mark(), ...this.#pins.keys()));
  }

  /** The value a slot had when block `number` ended; undefined when that is further back than history goes. */
  readAt(number: bigint, address: Address, slot: bigint): bigint | undefined {
    if (number < this.#historyStart) return undefined;
    const oldest = this.#sealed[0];
    if (oldest !== undefined && number < oldest.number - 1n) return undefined;
    const key = keyOf(address, slot);
    for (const block of this.#sealed) {
      if (block.number <= number) continue;
      const value = block.before.get(key);
      if (value !== undefined) return value;
    }
    return this.#slots.get(key) ?? 0n;
  }

  /** Every non-zero slot, for dumps. */
  *entries(): IterableIterator<StoredWord> {
    for (const [key, value] of this.#slots) {
      yield { ...placeOf(key), value };
    }
  }

  /** Fills an empty state with what a dump holds; what came before block `number` is not known. */
  restore(slots: Iterable<StoredWord>, number: bigint): void {
    for (const { address, slot, value } of slots) this.#put(keyOf(address, slot), value);
    this.#historyStart = number;
  }

  #put(key: string, value: bigint): void {
    if (value === 0n) this.#slots.delete(key);
    else this.#slots.set(key, value);
  }

  #dropJournal(upTo: number): void {
    if (upTo <= this.#journalStart) return;
    this.#journal = this.#journal.slice(upTo - this.#journalStart);
    this.#journalStart = upTo;
  }
}
