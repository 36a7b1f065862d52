import type { Address, CustomSource, Hash, Hex, LocalAccount } from "viem";
import { toAccount } from "viem/accounts";
import { SessionCannotSignError } from "../../errors/client-errors.js";
import type { UnsignedTransaction } from "../../transaction/account-transaction.js";
import { serializeTransaction, transactionDigest } from "../../transaction/transaction-envelope.js";
import { toUnsignedTransaction } from "../../transaction/to-unsigned-transaction.js";

/** An account, and how a session of its signs. */
export type ToSessionAccountParameters = {
  /** Address of the account. */
  address: Address;
  /** Returns the whole signature field; see `signSessionTransaction`. */
  signTransaction: (parameters: {
    hash: Hash;
    to: Address;
    callData?: Hash;
    /** All of it, for signatures that depend on more. */
    transaction: UnsignedTransaction;
  }) => Promise<Hex>;
};

/** viem's account of a session. */
export type SessionAccount = LocalAccount<"ssoSessionAccount"> & {
  sign: NonNullable<CustomSource["sign"]>;
};

/**
 * Makes a viem account that signs transactions for a session.
 *
 * @throws SessionCannotSignError (the account does) for everything else: an account takes a session's word for nothing
 * but transactions
 */
export function toSessionAccount({ address, signTransaction }: ToSessionAccountParameters): SessionAccount {
  const refuse = (what: string) => () => Promise.reject(new SessionCannotSignError(what));
  const account = toAccount({
    address,
    signTransaction: async (request) => {
      const transaction = toUnsignedTransaction(request, address);
      const signature = await signTransaction({
        hash: transactionDigest(transaction),
        to: transaction.to,
        callData: transaction.data,
        transaction,
      });
      return serializeTransaction(transaction, signature);
    },
    sign: refuse("hashes"),
    signMessage: refuse("messages"),
    signTypedData: refuse("typed data"),
  });
  return { ...account, source: "ssoSessionAccount" } as SessionAccount;
}
