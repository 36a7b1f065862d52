import type { Address, LocalAccount } from "viem";
import { transactionTypedData } from "./transaction-envelope.js";
import type { TransactionSigner } from "./transaction-signer.js";

/**
 * Signs with a secp256k1 key: 65 bytes, which an account takes of its owner, and Era of a key for the key's own address.
 *
 * @param address - whose transactions it signs
 */
export function keySigner(address: Address, key: LocalAccount): TransactionSigner {
  return {
    address,
    stubSignature: () => `0x${"00".repeat(64)}1b`,
    // As typed data, which wallets can show: its hash is the digest.
    signTransaction: (_digest, transaction) => key.signTypedData(transactionTypedData(transaction) as never),
  };
}
