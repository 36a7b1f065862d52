import { hashTypedData, type Hash, type Hex } from "viem";
import { chainConfig } from "viem/zksync";
import type { UnsignedTransaction } from "./account-transaction.js";
import { GENERAL_PAYMASTER_INPUT } from "./general-paymaster-input.js";

/** Returns the EIP-712 digest of a transaction: what accounts sign, and check signatures of. */
export function transactionDigest(transaction: UnsignedTransaction): Hash {
  return hashTypedData(transactionTypedData(transaction));
}

/** Returns a transaction as typed data, for wallets that sign nothing else: its hash is `transactionDigest`. */
export function transactionTypedData(transaction: UnsignedTransaction) {
  return chainConfig.custom.getEip712Domain(envelope(transaction));
}

/** Writes a transaction with its signature as the chain takes it: `0x71` and its RLP. */
export function serializeTransaction(transaction: UnsignedTransaction, signature: Hex): Hex {
  return chainConfig.serializers.transaction({ ...envelope(transaction), customSignature: signature });
}

/** viem's type asks for both of a paymaster's members or neither, and for an array it may change. */
function envelope({ factoryDeps, paymaster, paymasterInput, ...transaction }: UnsignedTransaction) {
  return {
    ...transaction,
    type: "eip712" as const,
    factoryDeps: factoryDeps ? [...factoryDeps] : [],
    ...(paymaster === undefined
      ? {}
      : { paymaster, paymasterInput: paymasterInput ?? GENERAL_PAYMASTER_INPUT }),
  };
}
