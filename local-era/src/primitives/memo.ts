/** The longest input, in bytes, that is kept, since each is kept whole. */
const LONGEST = 65_536;

/** Caches the newest results of a slow function of bytes that is soon called again with the same input. */
export class Memo<T> {
  readonly #capacity: number;
  readonly #results = new Map<string, T>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Returns the cached result for these bytes, or computes it. Neither errors nor results for long inputs are cached. */
  recall(input: Uint8Array, compute: () => T): T {
    if (input.length > LONGEST) return compute();
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
