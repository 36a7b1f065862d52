import type { Address, CustomSource, Hash, Hex, LocalAccount } from "viem";
import { toAccount } from "viem/accounts";
import { toUnsignedTransaction } from "../transaction/to-unsigned-transaction.js";
import { serializeTransaction, transactionDigest } from "../transaction/transaction-envelope.js";

/** How an account of the suite signs, as viem is told. */
export interface SmartAccountSource<source extends string> {
  readonly address: Address;
  /** Names the viem account; begins with `sso`. */
  readonly source: source;
  /** Signs a hash as it is. */
  readonly sign: (parameters: { hash: Hash }) => Promise<Hex>;
  readonly signMessage: CustomSource["signMessage"];
  readonly signTypedData: CustomSource["signTypedData"];
}

/** A viem account whose transactions are an account's of the suite. */
export type SmartAccount<source extends string> = LocalAccount<source> & {
  sign: NonNullable<CustomSource["sign"]>;
};

/**
 * Makes a viem account of how an account of the suite signs. Of a transaction it signs the EIP-712 digest, never the hash of
 * its serialization.
 */
export function toSmartAccount<source extends string>({
  source,
  ...parts
}: SmartAccountSource<source>): SmartAccount<source> {
  const account = toAccount({
    ...parts,
    signTransaction: async (request) => {
      const transaction = toUnsignedTransaction(request, parts.address);
      return serializeTransaction(transaction, await parts.sign({ hash: transactionDigest(transaction) }));
    },
  });
  return { ...account, source } as unknown as SmartAccount<source>;
}
