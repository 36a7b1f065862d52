import type { Chain, Client, Hash, TransactionReceipt, Transport } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { TransactionReplacedError, TransactionRevertedError } from "../errors/transaction-errors.js";
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
 * Waits until a transaction is in a block, or one that its sender has sent in its place for another price.
 *
 * @throws TransactionReplacedError if something else was sent in its place: viem would return that one's receipt
 * @throws TransactionRevertedError if it was reverted, and that is to be an error; UnreadableAnswerError if its receipt does
 * not say whether it was
 */
export async function waitForReceipt(
  client: Client<Transport, Chain | undefined>,
  hash: Hash,
  { timeout, pollingInterval, throwOnReceiptRevert }: SyncOptions = {},
): Promise<TransactionReceipt> {
  const others: Hash[] = [];
  const receipt = await waitForTransactionReceipt(client, {
    hash,
    ...(timeout === undefined ? {} : { timeout }),
    ...(pollingInterval === undefined ? {} : { pollingInterval }),
    onReplaced: ({ reason, transaction }) => {
      if (reason !== "repriced") others.push(transaction.hash);
    },
  });
  const [other] = others;
  if (other !== undefined) throw new TransactionReplacedError(hash, other);
  if (throwOnReceiptRevert && !hasSucceeded(receipt))
    throw new TransactionRevertedError(receipt.transactionHash);
  return receipt;
}
