import {
  walletActions,
  type Account,
  type Chain,
  type Client,
  type Transport,
  type WalletActions,
} from "viem";
import { accountActions } from "../../account-client/account-actions.js";
import { withPaymaster } from "../../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import type { ClientWithZksyncSsoEcdsaData } from "./ecdsa-client-data.js";
import { signerOfEcdsaAccount } from "./to-ecdsa-account.js";

/** viem's wallet actions, without those that ask a person's wallet. */
export type ZksyncSsoEcdsaWalletActions<chain extends Chain, account extends Account> = Omit<
  WalletActions<chain, account>,
  | "addChain"
  | "getPermissions"
  | "requestAddresses"
  | "requestPermissions"
  | "switchChain"
  | "watchAsset"
  | "prepareTransactionRequest"
>;

/**
 * Returns viem's wallet actions as an owner's account does them, to extend a client with; `createZksyncEcdsaClient` has
 * done so already.
 *
 * @throws UnusableOwnerError unless `toEcdsaAccount` made the client's account
 */
export function zksyncSsoEcdsaWalletActions<
  transport extends Transport,
  chain extends Chain,
  account extends Account,
>(client: ClientWithZksyncSsoEcdsaData<transport, chain>): ZksyncSsoEcdsaWalletActions<chain, account> {
  const { paymasterHandler, account } = client;
  const sender = { address: account.address, chainId: client.chain.id };
  const actions = accountActions({
    signer: signerOfEcdsaAccount(account),
    ...(paymasterHandler && {
      complete: (transaction: AccountTransaction) => withPaymaster(transaction, sender, paymasterHandler),
    }),
  });
  const base = client as unknown as Client<Transport, Chain>;
  return { ...walletActions(base), ...actions(base) } as never;
}
