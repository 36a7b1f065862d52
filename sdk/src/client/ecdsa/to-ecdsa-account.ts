import type { Account, Address, CustomSource, LocalAccount } from "viem";
import { toAccount } from "viem/accounts";
import { UnusableOwnerError } from "../../errors/owner-errors.js";
import { signMessage } from "../../message/sign-message.js";
import { signTypedData } from "../../message/sign-typed-data.js";
import { serializeTransaction, transactionDigest } from "../../transaction/transaction-envelope.js";
import { toUnsignedTransaction } from "../../transaction/to-unsigned-transaction.js";
import type { TransactionSigner } from "../../transaction/transaction-signer.js";
import { ownerSigner } from "./owner-signer.js";
import { recoverable } from "./recoverable.js";
import { toOwner, type Signer } from "./to-owner.js";

/** An account, one of its owners, and the chain that messages are signed for. */
export type ToEcdsaAccountParameters = {
  /** Address of the account. */
  address: Address;
  owner: Signer;
  /** Part of what is signed for a message; without it, the account signs transactions only. */
  chainId?: number;
};

/** viem's account of an owner. */
export type EcdsaAccount = LocalAccount<"ssoEcdsaAccount"> & {
  sign: NonNullable<CustomSource["sign"]>;
};

/**
 * Makes a viem account that signs as an owner of an account: transactions by their EIP-712 digest, messages and typed data
 * under ERC-7739, so that they are worth nothing to the owner's other accounts.
 *
 * @throws UnusableOwnerError if nobody can sign for the owner
 */
export async function toEcdsaAccount({
  address,
  owner: signer,
  chainId,
}: ToEcdsaAccountParameters): Promise<EcdsaAccount> {
  const owner = await toOwner({ owner: signer as LocalAccount });
  const own = ownerSigner(address, owner);
  const account = toAccount({
    address,
    sign: async ({ hash }) => {
      if (owner.sign) return recoverable(await owner.sign({ hash }));
      throw new UnusableOwnerError("wallets sign no bare hashes", "Sign a message or typed data.");
    },
    signTransaction: async (request) => {
      const transaction = toUnsignedTransaction(request, address);
      const time = { timestamp: 0n };
      const signature = await own.signTransaction(transactionDigest(transaction), transaction, time);
      return serializeTransaction(transaction, signature);
    },
    signMessage: async ({ message }) => signMessage(own, required(chainId), message),
    signTypedData: async (typedData) => signTypedData(own, required(chainId), typedData as never),
  });
  const ecdsaAccount = { ...account, source: "ssoEcdsaAccount" } as EcdsaAccount;
  signers.set(ecdsaAccount, own);
  return ecdsaAccount;
}

/** How the accounts that were made here sign, which viem's own type has no place for. */
const signers = new WeakMap<object, TransactionSigner>();

/**
 * Returns the signer of an account that `toEcdsaAccount` made.
 *
 * @throws UnusableOwnerError for any other
 */
export function signerOfEcdsaAccount(account: Account): TransactionSigner {
  const signer = signers.get(account);
  if (signer) return signer;
  throw new UnusableOwnerError(
    "the client's account is not one of `toEcdsaAccount`",
    "Make the client with `createZksyncEcdsaClient`.",
  );
}

function required(chainId: number | undefined): number {
  if (chainId !== undefined) return chainId;
  throw new UnusableOwnerError(
    "a message is signed for one chain, and none is named",
    "Give `chainId` to `toEcdsaAccount`, or use a client.",
  );
}
