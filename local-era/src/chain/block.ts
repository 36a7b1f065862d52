import { keccak_256 } from "@noble/hashes/sha3.js";
import type { TransactionOutcome } from "../bootloader/outcome.ts";
import { concat, fromHex, toHex, toWord } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { EraTransaction } from "../transactions/transaction.ts";

/** Describes what a transaction did, without the parts that are kept elsewhere and only for a time. */
export type MinedOutcome = Omit<TransactionOutcome, "failure" | "trace" | "costs" | "storage">;

/** Holds a transaction and its outcome, as its block keeps them. */
export interface MinedTransaction {
  readonly tx: EraTransaction;
  readonly outcome: MinedOutcome;
  /** Whether an impersonated account sent it: nobody paid for it. */
  readonly impersonated: boolean;
}

/** Describes an L2 block. Timestamps are in seconds, fees in wei per gas. */
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

/** Computes the hash of a block without a parent: keccak256 of its number as uint32. */
export function genesisHash(number: bigint): Hex {
  return toHex(keccak_256(toWord(number).subarray(28)));
}

/** Computes the hash of any later block: `keccak256(abi.encode(number, timestamp, parentHash, rollingTxHash))`. */
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

/** Folds `keccak256(abi.encode(previous, txHash))` over the block's transactions, starting from zero. */
export function rollingHash(transactionHashes: readonly Hex[]): Hex {
  return transactionHashes.reduce(
    (previous, hash) => toHex(keccak_256(concat(fromHex(previous), fromHex(hash)))),
    ZERO_HASH,
  );
}

/** Sums the gas that the block's transactions used. */
export function blockGasUsed(block: Block): bigint {
  return block.transactions.reduce((sum, { outcome }) => sum + outcome.gasUsed, 0n);
}
