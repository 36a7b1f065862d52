/** Runs tasks one at a time, in the order they arrive. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Runs `task` once every earlier one has ended; resolves or rejects as the task does. */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
