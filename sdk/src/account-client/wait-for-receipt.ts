import type { Chain, Client, Hash, TransactionReceipt, Transport } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { TransactionRevertedError } from "../errors/transaction-errors.js";
import { hasSucceeded } from "./has-succeeded.js";

/** How long to wait for a transaction, as viem's actions are told. */
export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout?: number | undefined;
  /** Milliseconds between two questions. */
  readonly pollingInterval?: number | undefined;
}

/** What viem's actions that send and wait are told besides. */
export interface SyncOptions extends WaitOptions {
  /** Whether a transaction that was reverted is an error; its receipt is returned otherwise. */
  readonly throwOnReceiptRevert?: boolean | undefined;
}

/**
 * Waits until a transaction is in a block.
 *
 * @throws TransactionRevertedError if it was reverted, and that is to be an error; UnreadableAnswerError if its receipt does
 * not say whether it was
 */
export async function waitForReceipt(
  client: Client<Transport, Chain>,
  hash: Hash,
  { timeout, pollingInterval, throwOnReceiptRevert }: SyncOptions,
): Promise<TransactionReceipt> {
  const receipt = await waitForTransactionReceipt(client, {
    hash,
    ...(timeout === undefined ? {} : { timeout }),
    ...(pollingInterval === undefined ? {} : { pollingInterval }),
  });
  if (throwOnReceiptRevert && !hasSucceeded(receipt)) throw new TransactionRevertedError(hash);
  return receipt;
}
