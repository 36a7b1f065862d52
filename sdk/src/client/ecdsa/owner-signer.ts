import type { Address, LocalAccount } from "viem";
import type { MessageSigner } from "../../message/message-signer.js";
import { transactionTypedData } from "../../transaction/transaction-envelope.js";
import type { TransactionSigner } from "../../transaction/transaction-signer.js";
import { recoverable } from "./recoverable.js";

/** Signs for an account as one of its owners, whose signature of 65 bytes the account takes as it is. */
export function ownerSigner(address: Address, owner: LocalAccount): TransactionSigner & MessageSigner {
  return {
    address,
    stubSignature: () => `0x${"00".repeat(64)}1b`,
    // As typed data, which wallets can show: its hash is the digest.
    signTransaction: async (_digest, transaction) =>
      recoverable(await owner.signTypedData(transactionTypedData(transaction) as never)),
    signTypedData: async (typedData) => recoverable(await owner.signTypedData(typedData as never)),
  };
}
