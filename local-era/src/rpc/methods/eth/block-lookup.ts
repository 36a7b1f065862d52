import type { Block } from "../../../chain/block.ts";
import { locate } from "../../../chain/ledger.ts";
import type { Node } from "../../../chain/node.ts";
import { toQuantity } from "../../../primitives/hex.ts";
import { optional, readBoolean, readHash, readQuantity } from "../../../primitives/json-value.ts";
import { readBlockNumber } from "../../block-reference.ts";
import { blockJson } from "../../format/block-json.ts";
import { transactionJson } from "../../format/transaction-json.ts";
import type { MethodTable } from "../../method.ts";

/** Implements lookups of blocks, and of transactions by index; null for what does not exist. */
export const ethBlockMethods: MethodTable = {
  eth_getBlockByNumber: (node, [number, full]) => describe(node, byNumber(node, number), full),
  eth_getBlockByHash: (node, [hash, full]) => describe(node, byHash(node, hash), full),
  eth_getBlockTransactionCountByNumber: (node, [number]) => count(byNumber(node, number)),
  eth_getBlockTransactionCountByHash: (node, [hash]) => count(byHash(node, hash)),
  eth_getTransactionByBlockNumberAndIndex: (node, [number, index]) =>
    transactionIn(node, byNumber(node, number), index),
  eth_getTransactionByBlockHashAndIndex: (node, [hash, index]) =>
    transactionIn(node, byHash(node, hash), index),
};

function byNumber({ chain }: Node, number: unknown): Block | undefined {
  return chain.ledger.byNumber(readBlockNumber(number, "block", chain.ledger));
}

function byHash({ chain }: Node, hash: unknown): Block | undefined {
  return chain.ledger.byHash(readHash(hash, "block hash"));
}

function describe({ chain }: Node, block: Block | undefined, full: unknown): object | undefined {
  const withTransactions = optional(full, "full transactions", readBoolean) ?? false;
  return block && blockJson(block, withTransactions, chain.chainId);
}

function count(block: Block | undefined): string | undefined {
  return block && toQuantity(block.transactions.length);
}

function transactionIn({ chain }: Node, block: Block | undefined, position: unknown): object | undefined {
  const index = Number(readQuantity(position, "index"));
  if (block === undefined || index >= block.transactions.length) return undefined;
  return transactionJson(locate(block, index), chain.chainId);
}
