import type { Chain, Client, Hash, TransactionReceipt, Transport } from "viem";
import { waitForReceipt } from "./wait-for-receipt.js";

/**
 * Waits until what a transaction was to do is done: by it, or by one that a wallet has sent in its place for another price.
 *
 * @throws TransactionReplacedError if something else was sent in its place: viem would return that one's receipt
 * @throws TransactionRevertedError if it failed; UnreadableAnswerError if its receipt does not say whether it did
 */
export function ownReceipt(
  client: Client<Transport, Chain | undefined>,
  hash: Hash,
): Promise<TransactionReceipt> {
  return waitForReceipt(client, hash, { throwOnReceiptRevert: true });
}
