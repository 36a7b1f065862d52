/** Thrown when a forced timestamp does not lie after the last one used (anvil-zksync's node-20 error). */
export class TimestampNotLater extends Error {
  constructor(wanted: bigint, last: bigint) {
    super(
      `[anvil_zksync-node-20] Failed to force the next timestamp to value ${wanted}. ` +
        `It should be greater than the last timestamp ${last}.`,
    );
    this.name = "TimestampNotLater";
  }
}

/** What a clock remembers, in seconds. */
export interface ClockState {
  readonly last: bigint;
  readonly forced: bigint | undefined;
  readonly interval: bigint | undefined;
}

/**
 * The chain's time, in seconds. It is not wall time: it remembers the last timestamp a block used, and the next
 * block takes the one after it unless told otherwise.
 */
export class Clock {
  #last: bigint;
  #forced: bigint | undefined;
  #interval: bigint | undefined;

  constructor(genesis: bigint) {
    this.#last = genesis;
  }

  /** The last timestamp a block used, moved by {@link increase} and {@link set}. */
  get last(): bigint {
    return this.#last;
  }

  get state(): ClockState {
    return { last: this.#last, forced: this.#forced, interval: this.#interval };
  }

  restore({ last, forced, interval }: ClockState): void {
    this.#last = last;
    this.#forced = forced;
    this.#interval = interval;
  }

  /** The timestamp the next block will take. */
  peek(): bigint {
    return this.#forced ?? this.#last + (this.#interval ?? 1n);
  }

  /** Takes the next block's timestamp. */
  take(): bigint {
    this.#last = this.peek();
    this.#forced = undefined;
    return this.#last;
  }

  /** Moves the clock forward. What was forced is forgotten, as by {@link set}. */
  increase(seconds: bigint): void {
    this.#last += seconds;
    this.#forced = undefined;
  }

  /** Sets the clock, back or forth; returns by how much it moved. */
  set(timestamp: bigint): bigint {
    const delta = timestamp - this.#last;
    this.#last = timestamp;
    this.#forced = undefined;
    return delta;
  }

  /** Forces the next block's timestamp. Throws {@link TimestampNotLater}. */
  forceNext(timestamp: bigint): void {
    if (timestamp <= this.#last) throw new TimestampNotLater(timestamp, this.#last);
    this.#forced = timestamp;
  }

  /** Seconds between blocks from now on; undefined is the default of one. Returns whether one was set before. */
  setInterval(seconds: bigint | undefined): boolean {
    const had = this.#interval !== undefined;
    this.#interval = seconds;
    return had;
  }
}
