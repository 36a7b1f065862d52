/** Results of a function of bytes that is slow and asked the same thing again soon: the newest few are kept. */
export class Memo<T> {
  readonly #capacity: number;
  readonly #results = new Map<string, T>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** What `compute` answered for these bytes, or answers now. An error it throws is not kept. */
  recall(input: Uint8Array, compute: () => T): T {
    const key = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const result = compute();
    this.#results.set(key, result);
    if (this.#results.size > this.#capacity) {
      const [oldest] = this.#results.keys();
      this.#results.delete(oldest!);
    }
    return result;
  }
}
