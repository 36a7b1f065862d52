import type { Address, Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "../transactions/transaction.ts";

/** In which order what waits comes into a block: as it came, or the highest fee first. */
export const POOL_ORDERS = ["fifo", "fees"] as const;
export type PoolOrder = (typeof POOL_ORDERS)[number];

/** Transactions that wait for a block. */
export class TransactionPool {
  readonly #waiting = new Map<Hex, EraTransaction>();
  readonly #order: PoolOrder;

  constructor(order: PoolOrder = "fifo") {
    this.#order = order;
  }

  get size(): number {
    return this.#waiting.size;
  }

  add(tx: EraTransaction): void {
    this.#waiting.set(tx.hash, tx);
  }

  /** Adds a transaction in the place of one that its sender has waiting with the same nonce, if there is one. */
  replace(tx: EraTransaction): void {
    for (const { from, nonce, hash } of [...this.#waiting.values()]) {
      if (from === tx.from && nonce === tx.nonce) this.#waiting.delete(hash);
    }
    this.add(tx);
  }

  has(hash: Hex): boolean {
    return this.#waiting.has(hash);
  }

  /** The first nonce from `nonce` on that no transaction of the sender waits with. */
  nextNonce(sender: Address, nonce: bigint): bigint {
    const own = [...this.#waiting.values()].filter((tx) => tx.from === sender);
    const taken = new Set(own.map((tx) => tx.nonce));
    let next = nonce;
    while (taken.has(next)) next++;
    return next;
  }

  hashes(): Hex[] {
    return [...this.#waiting.keys()];
  }

  /**
   * Takes out at most `limit` transactions, up to the first that `kindOf` sorts elsewhere than the one that came first; a
   * sender's own come in the order of their nonces. Those that wait for an earlier nonce stay.
   *
   * @param nonceOf returns a sender's next nonce; undefined if its transactions wait for none
   */
  take(
    limit: number,
    kindOf: (tx: EraTransaction) => unknown = () => undefined,
    nonceOf: (sender: Address) => bigint | undefined = () => undefined,
  ): EraTransaction[] {
    const queue = withoutGaps(inNonceOrder(this.#inOrder()), nonceOf);
    const end = queue.findIndex((tx) => kindOf(tx) !== kindOf(queue[0]!));
    const taken = queue.slice(0, Math.min(end < 0 ? queue.length : end, limit));
    for (const tx of taken) this.#waiting.delete(tx.hash);
    return taken;
  }

  /** Removes a transaction; returns whether it was there. */
  drop(hash: Hex): boolean {
    return this.#waiting.delete(hash);
  }

  dropFrom(sender: Address): void {
    for (const tx of [...this.#waiting.values()]) if (tx.from === sender) this.#waiting.delete(tx.hash);
  }

  clear(): void {
    this.#waiting.clear();
  }

  #inOrder(): EraTransaction[] {
    const waiting = [...this.#waiting.values()];
    if (this.#order === "fifo") return waiting;
    return waiting.sort((a, b) => compare(b.maxFeePerGas, a.maxFeePerGas));
  }
}

/** Keeps every sender's positions in the queue and fills them in nonce order. */
function inNonceOrder(queue: EraTransaction[]): EraTransaction[] {
  const bySender = new Map<Address, EraTransaction[]>();
  for (const tx of queue) bySender.set(tx.from, [...(bySender.get(tx.from) ?? []), tx]);
  for (const own of bySender.values()) own.sort((a, b) => compare(a.nonce, b.nonce));
  return queue.map((tx) => bySender.get(tx.from)!.shift()!);
}

/** Leaves out each transaction that has a nonce before its own still missing. */
function withoutGaps(
  queue: EraTransaction[],
  nonceOf: (sender: Address) => bigint | undefined,
): EraTransaction[] {
  const next = new Map<Address, bigint | undefined>();
  return queue.filter(({ from, nonce }) => {
    if (!next.has(from)) next.set(from, nonceOf(from));
    const expected = next.get(from);
    if (expected === undefined || nonce < expected) return true;
    if (nonce === expected) next.set(from, expected + 1n);
    return nonce === expected;
  });
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
