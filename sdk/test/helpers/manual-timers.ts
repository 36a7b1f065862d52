import type { Timers } from "../../src/communicator/popup-environment.js";

/** Timers that fire when a test advances the time. */
export class ManualTimers implements Timers {
  #now = 0;
  #pending = new Map<object, { at: number; callback: () => void }>();

  set(callback: () => void, delay: number): object {
    const timer = {};
    this.#pending.set(timer, { at: this.#now + delay, callback });
    return timer;
  }

  clear(timer: unknown): void {
    this.#pending.delete(timer as object);
  }

  /** The number of pending timers. */
  get size(): number {
    return this.#pending.size;
  }

  /** Delays of the pending timers, in milliseconds. */
  get delays(): number[] {
    return [...this.#pending.values()].map(({ at }) => at - this.#now);
  }

  /** Advances the time by so many milliseconds and fires what was due. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#pending].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [timer, { at, callback }] = next;
      this.#pending.delete(timer);
      this.#now = at;
      callback();
    }
    this.#now = end;
  }
}
