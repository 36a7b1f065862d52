import type { Address } from "../primitives/hex.ts";
import { SlotMap } from "./slot-map.ts";
import type { SlotEntry, WordEntry } from "./slot-map.ts";

/** Limits how many sealed blocks historical reads can look back (anvil-zksync's figure). */
const HISTORY_BLOCKS = 128;
/** Limits how many obsolete changes accumulate before the journal is compacted. */
const MAX_DEAD_CHANGES = 4096;

/** Holds one non-zero word of the state. */
export type StoredWord = WordEntry;

/** Marks the end of a block in the journal, so that blocks without writes have distinct positions too. */
const BLOCK_END = undefined;

/** Is the value of a slot that was never written. Pubdata for such a slot contains its full key. */
const UNWRITTEN = undefined;

/** Records where a write happened and what was there before. */
interface Change {
  readonly address: Address;
  readonly slot: bigint;
  readonly previous: bigint | typeof UNWRITTEN;
}

/** Locates a block's part of the journal. */
interface SealedBlock {
  readonly number: bigint;
  readonly start: number;
  readonly end: number;
}

/** Describes what a transaction changed in one slot. */
export interface SlotChange {
  readonly address: Address;
  readonly slot: bigint;
  readonly before: bigint;
  readonly after: bigint;
  /** Whether no earlier transaction wrote the slot, not even a zero. */
  readonly isInitial: boolean;
}

/**
 * Holds Era's state: one flat map from (address, slot) to a 256-bit word. Everything else (balances, nonces, code
 * hashes) is stored in it by the system contracts, in the same slots as on the chain.
 *
 * Writes go through an undo journal, so that the cost of reverting a frame, a transaction or a snapshot depends on what
 * was written since, and not on the size of the state. The journal of the last blocks also serves reads of past states.
 */
export class FlatState {
  /** Keeps a zero where a slot once had a value. */
  readonly #slots = new SlotMap();
  #journal: (Change | typeof BLOCK_END)[] = [];
  /** Journal position of `#journal[0]`: positions stay valid when the journal's head is dropped. */
  #journalStart = 0;
  /** The earliest position that {@link undoTo} can return to. */
  #floor = 0;
  #sealed: SealedBlock[] = [];
  readonly #pins = new Map<number, number>();
  readonly #originals = new SlotMap<bigint | typeof UNWRITTEN>();
  readonly #reads = new SlotMap();
  /** Whether {@link reads} are recorded. */
  recordsReads = false;
  /** The first block whose state is available. */
  #historyStart = 0n;

  read(address: Address, slot: bigint): bigint {
    const value = this.#valueOf(address, slot);
    if (this.recordsReads && !this.#reads.has(address, slot)) this.#reads.set(address, slot, value);
    return value;
  }

  #valueOf(address: Address, slot: bigint): bigint {
    return this.#slots.get(address, slot) ?? 0n;
  }

  write(address: Address, slot: bigint, value: bigint): void {
    const previous = this.#slots.get(address, slot);
    if ((previous ?? 0n) === value) return;
    this.#journal.push({ address, slot, previous });
    if (!this.#originals.has(address, slot)) this.#originals.set(address, slot, previous);
    this.#put(address, slot, value);
  }

  /** Sets every slot of a contract to zero. */
  clear(address: Address): void {
    for (const slot of this.#slots.slotsOf(address)) this.write(address, slot, 0n);
  }

  /** Returns the current position, for {@link undoTo}. */
  mark(): number {
    return this.#journalStart + this.#journal.length;
  }

  /** Undoes every write made since `mark`, sealed blocks included. */
  undoTo(mark: number): void {
    if (mark < this.#floor || mark > this.mark()) {
      throw new Error(`state position ${mark} is gone: the journal covers ${this.#floor} to ${this.mark()}`);
    }
    const length = mark - this.#journalStart;
    for (let i = this.#journal.length - 1; i >= length; i--) {
      const change = this.#journal[i];
      if (change !== BLOCK_END) this.#put(change.address, change.slot, change.previous);
    }
    this.#journal.length = length;
    while (this.#sealed.length > 0 && this.#sealed[this.#sealed.length - 1]!.end > mark) this.#sealed.pop();
  }

  /** Starts a transaction: {@link original} returns the values as of now, {@link reads} what is read from now on. */
  beginTransaction(): void {
    this.#forgetUndoneWrites();
    this.#originals.clear();
    this.#reads.clear();
  }

  /** Returns a slot's value at the start of the transaction (EIP-2200's "original value"). */
  original(address: Address, slot: bigint): bigint {
    if (!this.#originals.has(address, slot)) return this.#valueOf(address, slot);
    return this.#originals.get(address, slot) ?? 0n;
  }

  /** Yields the slots whose value differs from the start of the transaction. */
  *changes(): IterableIterator<SlotChange> {
    for (const { address, slot, value: original } of this.#originals.entries()) {
      const after = this.#valueOf(address, slot);
      const before = original ?? 0n;
      if (after !== before) yield { address, slot, before, after, isInitial: original === UNWRITTEN };
    }
  }

  /** Yields the slots read in the transaction while {@link recordsReads} is set, with the first value read. */
  reads(): IterableIterator<StoredWord> {
    return this.#reads.entries();
  }

  /** Keeps the journal from `mark` on, for a snapshot, until {@link unpin}. */
  pin(mark: number): void {
    this.#pins.set(mark, (this.#pins.get(mark) ?? 0) + 1);
  }

  unpin(mark: number): void {
    const count = (this.#pins.get(mark) ?? 0) - 1;
    if (count > 0) this.#pins.set(mark, count);
    else this.#pins.delete(mark);
  }

  /** Ends a block: its changes become history, and obsolete parts of the journal are dropped. */
  sealBlock(number: bigint): void {
    this.beginTransaction();
    const start = this.#sealed.at(-1)?.end ?? this.#floor;
    this.#journal.push(BLOCK_END);
    this.#sealed.push({ number, start, end: this.mark() });
    this.#floor = Math.min(this.mark(), ...this.#pins.keys());
    // Reverting to a snapshot makes the last block before it the latest again.
    while (this.#sealed.length > HISTORY_BLOCKS && this.#sealed[1]!.end <= this.#floor) this.#sealed.shift();
    this.#dropJournal(Math.min(this.#floor, this.#sealed[0]!.start));
  }

  /**
   * Returns a slot's value at the end of block `number`; undefined when history does not go back that far. The latest
   * block is read as of now: writes made outside a block belong to it.
   */
  readAt(number: bigint, address: Address, slot: bigint): bigint | undefined {
    if (!this.remembers(number)) return undefined;
    const end = this.#endOf(number);
    const change = this.#firstChange(end, address, slot);
    return change === undefined ? this.#valueOf(address, slot) : (change.previous ?? 0n);
  }

  /** Returns the first block whose state was ever known: 0, or the one that was loaded. */
  get historyStart(): bigint {
    return this.#historyStart;
  }

  /** Tells whether the state at the end of block `number` is available. */
  remembers(number: bigint): boolean {
    if (number < this.#historyStart) return false;
    const oldest = this.#sealed.at(-HISTORY_BLOCKS) ?? this.#sealed.at(0);
    return oldest === undefined || number >= oldest.number - 1n;
  }

  /**
   * Runs a task on the state at the end of block `number`, which must be available according to {@link remembers}, then
   * undoes whatever the task wrote. The time it takes depends on how much was written since that block.
   */
  async runAtBlock<T>(number: bigint, task: () => Promise<T>): Promise<T> {
    // The last transaction's effects are judged by the present state, not by a past one.
    this.beginTransaction();
    const redo: SlotEntry<bigint | typeof UNWRITTEN>[] = [];
    for (let i = this.#journal.length - 1; i >= this.#endOf(number) - this.#journalStart; i--) {
      const change = this.#journal[i];
      if (change === BLOCK_END) continue;
      const { address, slot, previous } = change;
      redo.push({ address, slot, value: this.#slots.get(address, slot) });
      this.#put(address, slot, previous);
    }
    const mark = this.mark();
    try {
      return await task();
    } finally {
      this.undoTo(mark);
      this.#originals.clear();
      for (const { address, slot, value } of redo.reverse()) this.#put(address, slot, value);
    }
  }

  /** Yields every non-zero slot, for dumps. */
  *entries(): IterableIterator<StoredWord> {
    for (const word of this.#slots.entries()) if (word.value !== 0n) yield word;
  }

  /** Fills an empty state from a dump; nothing before block `number` is known then. */
  restore(slots: Iterable<StoredWord>, number: bigint): void {
    for (const { address, slot, value } of slots) this.#put(address, slot, value);
    this.#historyStart = number;
  }

  /** Returns the journal position at the end of block `number`. */
  #endOf(number: bigint): number {
    return this.#sealed.find((block) => block.number > number)?.start ?? this.mark();
  }

  #put(address: Address, slot: bigint, value: bigint | typeof UNWRITTEN): void {
    if (value === UNWRITTEN) this.#slots.delete(address, slot);
    else this.#slots.set(address, slot, value);
  }

  /** Forgets slots that a transaction wrote and cleared again: they were never published and stay new. */
  #forgetUndoneWrites(): void {
    for (const { address, slot, value: original } of this.#originals.entries()) {
      if (original === UNWRITTEN && this.#slots.get(address, slot) === 0n) this.#slots.delete(address, slot);
    }
  }

  /** Finds the first write to a slot from a position on. */
  #firstChange(from: number, address: Address, slot: bigint): Change | undefined {
    for (let i = from - this.#journalStart; i < this.#journal.length; i++) {
      const change = this.#journal[i];
      if (change?.slot === slot && change.address === address) return change;
    }
    return undefined;
  }

  #dropJournal(upTo: number): void {
    const dead = upTo - this.#journalStart;
    if (dead < MAX_DEAD_CHANGES) return;
    this.#journal = this.#journal.slice(dead);
    this.#journalStart = upTo;
  }
}
