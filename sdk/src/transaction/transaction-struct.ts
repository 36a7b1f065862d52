import type { Hex } from "viem";
import type { UnsignedTransaction } from "./account-transaction.js";
import { transactionTypedData } from "./transaction-envelope.js";

/** Returns a transaction with its signature as contracts are given it: Era's `Transaction`. */
export function transactionStruct(transaction: UnsignedTransaction, signature: Hex) {
  // What is signed has the same members under the same names, bytecodes by their hashes.
  const { message } = transactionTypedData(transaction);
  return { ...message, reserved: [0n, 0n, 0n, 0n], signature, reservedDynamic: "0x" } as const;
}
