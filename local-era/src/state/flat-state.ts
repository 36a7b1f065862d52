import type { Address } from "../primitives/hex.ts";
import { SlotMap } from "./slot-map.ts";
import type { Placed, PlacedWord } from "./slot-map.ts";

/** How many sealed blocks historical reads can look back (anvil-zksync's figure). */
const HISTORY_BLOCKS = 128;
/** Changes nobody needs any more pile up to this many before the journal is moved together. */
const MAX_DEAD_CHANGES = 4096;

/** One non-zero word of the state. */
export type StoredWord = PlacedWord;

/** Stands in the journal where a block ends, so that blocks without writes have positions of their own, too. */
const BLOCK_END = undefined;

/** Stands for the value of a slot that nobody has written yet. Data published for it names it by its whole key. */
const UNWRITTEN = undefined;

/** A write: where, and what was there before. */
interface Change {
  readonly address: Address;
  readonly slot: bigint;
  readonly previous: bigint | typeof UNWRITTEN;
}

/** A block's part of the journal. */
interface SealedBlock {
  readonly number: bigint;
  readonly start: number;
  readonly end: number;
}

/** What a transaction made of one slot. */
export interface SlotChange {
  readonly address: Address;
  readonly slot: bigint;
  readonly before: bigint;
  readonly after: bigint;
  /** Whether no transaction before left a value there, be it zero. */
  readonly isInitial: boolean;
}

/**
 * Era's state: one flat map from (address, slot) to a 256-bit word. Everything else (balances, nonces, code
 * hashes) is kept in it by the system contracts, at the chain's own slots.
 *
 * Writes go through an undo journal, so that reverting a frame, a transaction or a snapshot costs what was
 * written since, whatever the state's size. The journal of the last blocks is also what past states are read from.
 */
export class FlatState {
  /** Zero stands in it where there was a value once. */
  readonly #slots = new SlotMap();
  #journal: (Change | typeof BLOCK_END)[] = [];
  /** Journal position of `#journal[0]`: positions stay valid when the journal's head is dropped. */
  #journalStart = 0;
  /** The earliest position {@link undoTo} goes back to. */
  #floor = 0;
  #sealed: SealedBlock[] = [];
  readonly #pins = new Map<number, number>();
  readonly #originals = new SlotMap<bigint | typeof UNWRITTEN>();
  readonly #reads = new SlotMap();
  /** Whether {@link reads} has something to tell. */
  recordsReads = false;
  /** The first block whose state is known. */
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

  /** A position to come back to with {@link undoTo}. */
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

  /** Starts a transaction: {@link original} answers with the values of this moment, {@link reads} with what follows. */
  beginTransaction(): void {
    this.#forgetVainWrites();
    this.#originals.clear();
    this.#reads.clear();
  }

  /** The value a slot had when the transaction began (EIP-2200's "original value"). */
  original(address: Address, slot: bigint): bigint {
    if (!this.#originals.has(address, slot)) return this.#valueOf(address, slot);
    return this.#originals.get(address, slot) ?? 0n;
  }

  /** The slots whose value is not what it was when the transaction began. */
  *changes(): IterableIterator<SlotChange> {
    for (const { address, slot, value: original } of this.#originals.entries()) {
      const after = this.#valueOf(address, slot);
      const before = original ?? 0n;
      if (after !== before) yield { address, slot, before, after, isInitial: original === UNWRITTEN };
    }
  }

  /** The slots read since the transaction began, while {@link recordsReads}, with what was found there first. */
  reads(): IterableIterator<StoredWord> {
    return this.#reads.entries();
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

  /** Ends a block: what it changed becomes history, and journal nobody needs any more is dropped. */
  sealBlock(number: bigint): void {
    this.beginTransaction();
    const start = this.#sealed.at(-1)?.end ?? this.#floor;
    this.#journal.push(BLOCK_END);
    this.#sealed.push({ number, start, end: this.mark() });
    this.#floor = Math.min(this.mark(), ...this.#pins.keys());
    // The last block before a snapshot is the latest again once the snapshot is gone back to.
    while (this.#sealed.length > HISTORY_BLOCKS && this.#sealed[1]!.end <= this.#floor) this.#sealed.shift();
    this.#dropJournal(Math.min(this.#floor, this.#sealed[0]!.start));
  }

  /**
   * The value a slot had when block `number` ended; undefined when that is further back than history goes. The
   * latest block is read as it is now: what was written since without a block belongs to it.
   */
  readAt(number: bigint, address: Address, slot: bigint): bigint | undefined {
    if (!this.remembers(number)) return undefined;
    const end = this.#endOf(number);
    const change = this.#firstChange(end, address, slot);
    return change === undefined ? this.#valueOf(address, slot) : (change.previous ?? 0n);
  }

  /** The first block whose state was ever known: 0, or the one that was loaded. */
  get historyStart(): bigint {
    return this.#historyStart;
  }

  /** Whether the state is known that there was when block `number` ended. */
  remembers(number: bigint): boolean {
    if (number < this.#historyStart) return false;
    const oldest = this.#sealed.at(-HISTORY_BLOCKS) ?? this.#sealed.at(0);
    return oldest === undefined || number >= oldest.number - 1n;
  }

  /**
   * Runs a task on the state there was when block `number` ended, which {@link remembers} must know; then everything is as
   * it was, whatever the task wrote. Takes as long as undoing what was written since.
   */
  async rewound<T>(number: bigint, task: () => Promise<T>): Promise<T> {
    // What the last transaction did is judged by the present state, not by a past one.
    this.beginTransaction();
    const redo: Placed<bigint | typeof UNWRITTEN>[] = [];
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

  /** Every non-zero slot, for dumps. */
  *entries(): IterableIterator<StoredWord> {
    for (const word of this.#slots.entries()) if (word.value !== 0n) yield word;
  }

  /** Fills an empty state with what a dump holds; what came before block `number` is not known. */
  restore(slots: Iterable<StoredWord>, number: bigint): void {
    for (const { address, slot, value } of slots) this.#put(address, slot, value);
    this.#historyStart = number;
  }

  /** Where in the journal is what came after block `number`. */
  #endOf(number: bigint): number {
    return this.#sealed.find((block) => block.number > number)?.start ?? this.mark();
  }

  #put(address: Address, slot: bigint, value: bigint | typeof UNWRITTEN): void {
    if (value === UNWRITTEN) this.#slots.delete(address, slot);
    else this.#slots.set(address, slot, value);
  }

  /** What a transaction wrote and cleared again was never published: the slot is as new as before. */
  #forgetVainWrites(): void {
    for (const { address, slot, value: original } of this.#originals.entries()) {
      if (original === UNWRITTEN && this.#slots.get(address, slot) === 0n) this.#slots.delete(address, slot);
    }
  }

  /** The first write to a slot from a position on. */
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
