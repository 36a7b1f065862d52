import { concat, keccak256 } from "viem";
import type { UnsignedTransaction } from "./account-transaction.js";
import { serializeTransaction, transactionDigest } from "./transaction-envelope.js";
import type { SignedTransaction } from "./send-raw-transaction.js";
import type { ChainTime, TransactionSigner } from "./transaction-signer.js";

/**
 * Signs a transaction and returns it as the chain takes it. What is signed is its EIP-712 digest; its hash is that of the
 * digest and of the signature's hash.
 */
export async function signTransaction(
  signer: TransactionSigner,
  transaction: UnsignedTransaction,
  time: ChainTime,
): Promise<SignedTransaction> {
  const digest = transactionDigest(transaction);
  const signature = await signer.signTransaction(digest, transaction, time);
  return {
    serialized: serializeTransaction(transaction, signature),
    hash: keccak256(concat([digest, keccak256(signature)])),
  };
}
