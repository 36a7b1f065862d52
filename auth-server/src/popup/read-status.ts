import { TransactionNotFoundError, TransactionReceiptNotFoundError, type Hash } from "viem";
import { getTransaction, getTransactionReceipt } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** What became of a transaction; unknown if the chain has none of this hash. */
export type TransactionStatus = "success" | "reverted" | "pending" | "unknown";

/** Asks the chain what became of a transaction. */
export async function readStatus(chain: ChainConfig, hash: Hash): Promise<TransactionStatus> {
  const node = nodeClient(chain);
  try {
    return (await getTransactionReceipt(node, { hash })).status;
  } catch (error) {
    if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
  }
  try {
    await getTransaction(node, { hash });
    return "pending";
  } catch (error) {
    if (!(error instanceof TransactionNotFoundError)) throw error;
    return "unknown";
  }
}
