import { blockGasUsed, ZERO_HASH } from "../../chain/block.ts";
import type { Block } from "../../chain/block.ts";
import { BLOCK_GAS_LIMIT } from "../../chain/fees.ts";
import { locateAll } from "../../chain/ledger.ts";
import { toQuantity } from "../../primitives/hex.ts";
import { SystemAddress } from "../../primitives/system-addresses.ts";
import { logsBloom } from "./logs-bloom.ts";
import { transactionJson } from "./transaction-json.ts";

/** Is keccak256 of the RLP of an empty list: the uncles hash of a block without uncles. */
const EMPTY_UNCLES_HASH = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

/** Formats a block for eth_getBlockBy…, with full transactions or their hashes. */
export function blockJson(block: Block, full: boolean, chainId: bigint): object {
  return {
    hash: block.hash,
    parentHash: block.parentHash,
    sha3Uncles: EMPTY_UNCLES_HASH,
    miner: SystemAddress.Zero,
    stateRoot: ZERO_HASH,
    transactionsRoot: ZERO_HASH,
    receiptsRoot: ZERO_HASH,
    number: toQuantity(block.number),
    l1BatchNumber: toQuantity(block.batchNumber),
    gasUsed: toQuantity(blockGasUsed(block)),
    gasLimit: toQuantity(BLOCK_GAS_LIMIT),
    baseFeePerGas: toQuantity(block.baseFee),
    extraData: "0x",
    logsBloom: logsBloom(block.transactions.flatMap(({ outcome }) => outcome.logs)),
    timestamp: toQuantity(block.timestamp),
    l1BatchTimestamp: toQuantity(block.timestamp),
    difficulty: "0x0",
    totalDifficulty: "0x0",
    sealFields: [],
    uncles: [],
    transactions: locateAll(block).map((located) =>
      full ? transactionJson(located, chainId) : located.tx.hash,
    ),
    size: "0x0",
    mixHash: ZERO_HASH,
    nonce: "0x0000000000000000",
  };
}
