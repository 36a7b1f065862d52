import type { Hex } from "../primitives/hex.ts";
import { genesisHash, ZERO_HASH } from "./block.ts";
import type { Block, MinedTransaction } from "./block.ts";

/** Holds a mined transaction and its position in its block. */
export interface LocatedTransaction extends MinedTransaction {
  readonly block: Block;
  readonly index: number;
}

/** Returns a transaction of a block with its position. */
export function locate(block: Block, index: number): LocatedTransaction {
  const { tx, outcome, impersonated } = block.transactions[index]!;
  return { tx, outcome, impersonated, block, index };
}

/** Returns all transactions of a block with their positions. */
export function locateAll(block: Block): LocatedTransaction[] {
  return block.transactions.map((_, index) => locate(block, index));
}

/** Holds the blocks from block 0 on, indexed by hash. */
export class Ledger {
  readonly #blocks: Block[] = [];
  readonly #byHash = new Map<Hex, Block>();
  /** Maps each transaction to its block. */
  readonly #blockOf = new Map<Hex, Block>();

  /**
   * Builds a ledger of the given blocks: at least block 0. Throws an Error when one does not follow its predecessor.
   */
  constructor(blocks: readonly Block[]) {
    blocks.forEach((block, index) => {
      const parentHash = index === 0 ? ZERO_HASH : this.latest.hash;
      if (block.number !== BigInt(index) || block.parentHash !== parentHash) {
        throw new Error(`block ${block.number} does not follow the block before it`);
      }
      this.append(block);
    });
    if (blocks.length === 0) throw new Error("there is no block 0");
  }

  /** A ledger of block 0 alone. */
  static genesis(timestamp: bigint, baseFee: bigint, hash = genesisHash(0n)): Ledger {
    const place = { number: 0n, hash, parentHash: ZERO_HASH, timestamp, batchNumber: 0n };
    return new Ledger([{ ...place, baseFee, transactions: [] }]);
  }

  /** Returns every block, from block 0 on. */
  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  get latest(): Block {
    return this.#blocks[this.#blocks.length - 1]!;
  }

  /** Appends the block that follows the latest. */
  append(block: Block): void {
    this.#blocks.push(block);
    this.#byHash.set(block.hash, block);
    for (const { tx } of block.transactions) this.#blockOf.set(tx.hash, block);
  }

  byNumber(number: bigint): Block | undefined {
    return number > this.latest.number ? undefined : this.#blocks[Number(number)];
  }

  byHash(hash: Hex): Block | undefined {
    return this.#byHash.get(hash);
  }

  transaction(hash: Hex): LocatedTransaction | undefined {
    const block = this.#blockOf.get(hash);
    const index = block?.transactions.findIndex(({ tx }) => tx.hash === hash) ?? -1;
    return block === undefined || index < 0 ? undefined : locate(block, index);
  }

  /** Returns blocks `from` to `to`, both included; numbers beyond the chain are left out. */
  range(from: bigint, to: bigint): readonly Block[] {
    if (from > to || from > this.latest.number) return [];
    const end = to > this.latest.number ? this.latest.number : to;
    return this.#blocks.slice(Number(from), Number(end) + 1);
  }

  /** Forgets the blocks after `number`. */
  truncate(number: bigint): void {
    for (const block of this.#blocks.splice(Number(number) + 1)) {
      this.#byHash.delete(block.hash);
      for (const { tx } of block.transactions) this.#blockOf.delete(tx.hash);
    }
  }
}
