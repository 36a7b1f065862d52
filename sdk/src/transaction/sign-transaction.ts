import type { Hex } from "viem";
import type { UnsignedTransaction } from "./account-transaction.js";
import { serializeTransaction, transactionDigest } from "./transaction-envelope.js";
import type { ChainTime, TransactionSigner } from "./transaction-signer.js";

/** Signs a transaction and returns it as the chain takes it. What is signed is its EIP-712 digest. */
export async function signTransaction(
  signer: TransactionSigner,
  transaction: UnsignedTransaction,
  time: ChainTime,
): Promise<Hex> {
  const signature = await signer.signTransaction(transactionDigest(transaction), transaction, time);
  return serializeTransaction(transaction, signature);
}
