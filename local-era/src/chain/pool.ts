import type { Address, Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "../transactions/transaction.ts";

/** Transactions that wait for a block, in the order they came. */
export class TransactionPool {
  readonly #waiting = new Map<Hex, EraTransaction>();

  get size(): number {
    return this.#waiting.size;
  }

  add(tx: EraTransaction): void {
    this.#waiting.set(tx.hash, tx);
  }

  has(hash: Hex): boolean {
    return this.#waiting.has(hash);
  }

  /** How many transactions of a sender wait. */
  countFrom(sender: Address): number {
    return [...this.#waiting.values()].filter((tx) => tx.from === sender).length;
  }

  hashes(): Hex[] {
    return [...this.#waiting.keys()];
  }

  /** Takes out at most `limit` transactions; a sender's own come in the order of their nonces. */
  take(limit: number): EraTransaction[] {
    const taken = inNonceOrder([...this.#waiting.values()]).slice(0, limit);
    for (const tx of taken) this.#waiting.delete(tx.hash);
    return taken;
  }

  /** Takes one out; whether it was there. */
  drop(hash: Hex): boolean {
    return this.#waiting.delete(hash);
  }

  dropFrom(sender: Address): void {
    for (const tx of [...this.#waiting.values()]) if (tx.from === sender) this.#waiting.delete(tx.hash);
  }

  clear(): void {
    this.#waiting.clear();
  }
}

/** Keeps every sender's places in the queue and fills them by nonce. */
function inNonceOrder(queue: EraTransaction[]): EraTransaction[] {
  const bySender = new Map<Address, EraTransaction[]>();
  for (const tx of queue) bySender.set(tx.from, [...(bySender.get(tx.from) ?? []), tx]);
  for (const own of bySender.values())
    own.sort((a, b) => (a.nonce < b.nonce ? -1 : a.nonce > b.nonce ? 1 : 0));
  return queue.map((tx) => bySender.get(tx.from)!.shift()!);
}
