import type { Block, MinedOutcome, MinedTransaction } from "../chain/block.ts";
import type { ChainContents } from "../chain/chain.ts";
import type { ClockState } from "../chain/clock.ts";
import type { WorldContents } from "../state/world.ts";
import { TransactionType } from "../transactions/transaction.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { EventLog, L2ToL1Log } from "../vm/effects.ts";
import { address, bytes, flag, hash, list, oneOf, optional, quantity, record } from "./codec.ts";
import { storage } from "./storage-codec.ts";

const transaction = record<EraTransaction>({
  type: oneOf(...Object.values(TransactionType)),
  from: address,
  to: address,
  nonce: quantity,
  gasLimit: quantity,
  gasPerPubdata: quantity,
  maxFeePerGas: quantity,
  maxPriorityFeePerGas: quantity,
  value: quantity,
  data: bytes,
  signature: bytes,
  factoryDeps: list(bytes),
  paymaster: address,
  paymasterInput: bytes,
  hasChainId: flag,
  hash,
  signedHash: hash,
  raw: bytes,
});

const log = record<EventLog>({ address, topics: list(hash), data: bytes });

const BYTE = Array.from({ length: 256 }, (_, value) => value);
const l2ToL1Log = record<L2ToL1Log>({
  isService: flag,
  shardId: oneOf(...BYTE),
  sender: address,
  key: hash,
  value: hash,
});

const outcome = record<MinedOutcome>({
  status: oneOf(0, 1),
  gasUsed: quantity,
  logs: list(log),
  l2ToL1Logs: list(l2ToL1Log),
  contractAddress: optional(address),
  returnData: bytes,
});

const block = record<Block>({
  number: quantity,
  hash,
  parentHash: hash,
  timestamp: quantity,
  batchNumber: quantity,
  baseFee: quantity,
  transactions: list(record<MinedTransaction>({ tx: transaction, outcome, impersonated: flag })),
});

/**
 * Encodes a chain as JSON: integers as quantities, bytes as `0x…`. Traces and the states of past blocks are left out.
 */
export const chainCodec = record<ChainContents>({
  chainId: quantity,
  baseFee: quantity,
  clock: record<ClockState>({
    last: quantity,
    forced: optional(quantity),
    interval: optional(quantity),
  }),
  world: record<WorldContents>({ storage, bytecodes: list(bytes), runtimes: list(bytes) }),
  blocks: list(block),
});
