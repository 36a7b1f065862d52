import type { LocatedTransaction } from "../../chain/ledger.ts";
import { locateLogs } from "../../chain/log-criteria.ts";
import type { LocatedLog } from "../../chain/log-criteria.ts";
import { toHex, toQuantity } from "../../primitives/hex.ts";
import { EMPTY_BLOOM } from "./logs-bloom.ts";

/** Formats a receipt for eth_getTransactionReceipt (no `root`: Era's receipts have none). */
export function receiptJson(transaction: LocatedTransaction): object {
  const { tx, outcome, block, index } = transaction;
  return {
    transactionHash: tx.hash,
    transactionIndex: toQuantity(index),
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    l1BatchTxIndex: toQuantity(index),
    l1BatchNumber: toQuantity(block.batchNumber),
    from: tx.from,
    to: tx.to,
    cumulativeGasUsed: "0x0",
    gasUsed: toQuantity(outcome.gasUsed),
    contractAddress: outcome.contractAddress ?? null,
    logs: locateLogs(transaction).map(logJson),
    l2ToL1Logs: l2ToL1LogsJson(transaction),
    status: toQuantity(outcome.status),
    // Era keeps a bloom filter of blocks alone.
    logsBloom: EMPTY_BLOOM,
    type: toQuantity(tx.type),
    effectiveGasPrice: toQuantity(block.baseFee),
  };
}

/** Formats a log for receipts and eth_getLogs; its index counts within the transaction, as in anvil-zksync. */
export function logJson({ log, index, transaction }: LocatedLog): object {
  const { block, tx } = transaction;
  return {
    address: log.address,
    topics: log.topics,
    data: toHex(log.data),
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    l1BatchNumber: toQuantity(block.batchNumber),
    transactionHash: tx.hash,
    transactionIndex: toQuantity(transaction.index),
    logIndex: toQuantity(index),
    transactionLogIndex: toQuantity(index),
    logType: null,
    removed: false,
    blockTimestamp: toQuantity(block.timestamp),
  };
}

/** Messages to L1; unlike those of events, their `logIndex` counts on within the block. */
function l2ToL1LogsJson({ tx, outcome, block, index }: LocatedTransaction): object[] {
  const before = block.transactions
    .slice(0, index)
    .reduce((count, mined) => count + mined.outcome.l2ToL1Logs.length, 0);
  return outcome.l2ToL1Logs.map((log, logIndex) => ({
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    l1BatchNumber: toQuantity(block.batchNumber),
    logIndex: toQuantity(before + logIndex),
    transactionIndex: toQuantity(index),
    transactionHash: tx.hash,
    transactionLogIndex: toQuantity(logIndex),
    txIndexInL1Batch: toQuantity(index),
    shardId: toQuantity(log.shardId),
    isService: log.isService,
    sender: log.sender,
    key: log.key,
    value: log.value,
  }));
}
