import type { Chain, Client, Hash, TransactionReceipt, Transport } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { TransactionReplacedError, TransactionRevertedError } from "../errors/transaction-errors.js";
import { hasSucceeded } from "./has-succeeded.js";

/**
 * Waits until what a transaction was to do is done: by it, or by one that a wallet has sent in its place for another price.
 *
 * @throws TransactionReplacedError if something else was sent in its place: viem would return that one's receipt
 * @throws TransactionRevertedError if it failed; UnreadableAnswerError if its receipt does not say whether it did
 */
export async function ownReceipt(
  client: Client<Transport, Chain | undefined>,
  hash: Hash,
): Promise<TransactionReceipt> {
  const others: Hash[] = [];
  const receipt = await waitForTransactionReceipt(client, {
    hash,
    onReplaced: ({ reason, transaction }) => {
      if (reason !== "repriced") others.push(transaction.hash);
    },
  });
  const [other] = others;
  if (other !== undefined) throw new TransactionReplacedError(hash, other);
  if (!hasSucceeded(receipt)) throw new TransactionRevertedError(receipt.transactionHash);
  return receipt;
}
