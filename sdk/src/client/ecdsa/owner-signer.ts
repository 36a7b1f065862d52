import type { Address, LocalAccount } from "viem";
import type { MessageSigner } from "../../message/message-signer.js";
import { keySigner } from "../../transaction/key-signer.js";
import type { TransactionSigner } from "../../transaction/transaction-signer.js";

/** Signs for an account as one of its owners, whose signature of 65 bytes the account takes as it is. */
export function ownerSigner(address: Address, owner: LocalAccount): TransactionSigner & MessageSigner {
  return {
    ...keySigner(address, owner),
    signTypedData: (typedData) => owner.signTypedData(typedData as never),
  };
}
