/** Is the latest timestamp with an ISO date, in seconds: requests that name a time or a duration name none beyond it. */
export const MAX_TIMESTAMP = 8_640_000_000_000n;

/** Signals that a forced timestamp is not after the last one used (anvil-zksync's node-20 error). */
export class TimestampNotLater extends Error {
  constructor(wanted: bigint, last: bigint) {
    super(
      `[anvil_zksync-node-20] Failed to force the next timestamp to value ${wanted}. ` +
        `It should be greater than the last timestamp ${last}.`,
    );
    this.name = "TimestampNotLater";
  }
}

/** Describes what a clock remembers, in seconds. */
export interface ClockState {
  readonly last: bigint;
  readonly forced: bigint | undefined;
  readonly interval: bigint | undefined;
}

/**
 * Keeps the chain's time, in seconds. It is not wall time: the next block takes the second after the last block's
 * timestamp, unless the clock is set otherwise.
 */
export class Clock {
  #last: bigint;
  #forced: bigint | undefined;
  #interval: bigint | undefined;

  constructor(genesis: bigint) {
    this.#last = genesis;
  }

  /** Returns the last timestamp that a block used, as moved by {@link increase} and {@link set}. */
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

  /** Returns the timestamp that the next block will take. */
  peek(): bigint {
    return this.#forced ?? this.#last + (this.#interval ?? 1n);
  }

  /** Returns the next block's timestamp and marks it as used. */
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

  /** Sets the clock, back or forward; returns by how much it moved. */
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

  /**
   * Sets the seconds between blocks; undefined restores the default of one. Returns whether an interval was set before.
   */
  setInterval(seconds: bigint | undefined): boolean {
    const had = this.#interval !== undefined;
    this.#interval = seconds;
    return had;
  }
}
