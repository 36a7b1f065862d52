import type { TransactionReceipt } from "viem";
import { UnreadableAnswerError } from "../errors/transaction-errors.js";

/**
 * Says whether a transaction has happened; if not, it was reverted.
 *
 * @throws UnreadableAnswerError if its receipt does not say so, whatever its type says: who is told that it failed sends another
 */
export function hasSucceeded(receipt: TransactionReceipt): boolean {
  const { status }: { status: unknown } = receipt;
  if (status !== "success" && status !== "reverted")
    throw new UnreadableAnswerError("eth_getTransactionReceipt", receipt);
  return status === "success";
}
