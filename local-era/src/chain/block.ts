import { keccak_256 } from "@noble/hashes/sha3.js";
import type { TransactionOutcome } from "../bootloader/outcome.ts";
import { concat, fromHex, toHex, toWord } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "../transactions/transaction.ts";

/** What a transaction did, without what is kept apart and not for ever. */
export type MinedOutcome = Omit<TransactionOutcome, "failure" | "trace" | "costs" | "storage">;

/** A transaction with what it did, as its block keeps it. */
export interface MinedTransaction {
  readonly tx: EraTransaction;
  readonly outcome: MinedOutcome;
  /** Sent by an impersonated account: nobody paid for it. */
  readonly impersonated: boolean;
}

/** An L2 block. Timestamps in seconds, fees in wei per gas. */
export interface Block {
  readonly number: bigint;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly timestamp: bigint;
  readonly batchNumber: bigint;
  readonly baseFee: bigint;
  readonly transactions: readonly MinedTransaction[];
}

export const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;

/** Hash of a block that has no parent: keccak256 of its number as uint32. */
export function genesisHash(number: bigint): Hex {
  return toHex(keccak_256(toWord(number).subarray(28)));
}

/** Hash of every later block: `keccak256(abi.encode(number, timestamp, parentHash, rollingTxHash))`. */
export function blockHash(
  number: bigint,
  timestamp: bigint,
  parentHash: Hex,
  transactionHashes: readonly Hex[],
): Hex {
  return toHex(
    keccak_256(
      concat(toWord(number), toWord(timestamp), fromHex(parentHash), fromHex(rollingHash(transactionHashes))),
    ),
  );
}

/** `keccak256(abi.encode(previous, txHash))`, folded over the block's transactions from zero. */
export function rollingHash(transactionHashes: readonly Hex[]): Hex {
  return transactionHashes.reduce(
    (previous, hash) => toHex(keccak_256(concat(fromHex(previous), fromHex(hash)))),
    ZERO_HASH,
  );
}

/** Gas used by the block's transactions together. */
export function blockGasUsed(block: Block): bigint {
  return block.transactions.reduce((sum, { outcome }) => sum + outcome.gasUsed, 0n);
}
