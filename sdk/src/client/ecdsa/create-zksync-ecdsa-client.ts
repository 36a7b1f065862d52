import type {
  Account,
  Address,
  Chain,
  Client,
  LocalAccount,
  Prettify,
  PublicActions,
  RpcSchema,
  Transport,
  WalletActions,
  WalletClientConfig,
} from "viem";
import { createAccountClient, type AccountRpcSchema } from "../../account-client/create-account-client.js";
import { requireOptions } from "../../errors/require-options.js";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";
import { withPaymaster } from "../../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import type { EcdsaRequiredContracts, ZksyncSsoEcdsaData } from "./ecdsa-client-data.js";
import { ownerSigner } from "./owner-signer.js";
import { toEcdsaAccount } from "./to-ecdsa-account.js";
import { toOwner, type Signer } from "./to-owner.js";
import { zksyncSsoEcdsaActions, type ZksyncSsoEcdsaActions } from "./zksync-sso-ecdsa-actions.js";

/** A viem client that signs as an owner of an account. */
export type ZksyncSsoEcdsaClient<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  account extends Account = Account,
> = Prettify<
  Client<
    transport,
    chain,
    account,
    AccountRpcSchema<rpcSchema>,
    PublicActions<transport, chain, account> & WalletActions<chain, account> & ZksyncSsoEcdsaActions
  > &
    ZksyncSsoEcdsaData
>;

/** What an owner's client is made of: viem's configuration of a wallet client, the account and its owner. */
export interface ZksyncSsoEcdsaClientConfig<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
> extends Omit<WalletClientConfig<transport, chain, Account, rpcSchema>, "account"> {
  chain: NonNullable<chain>;
  /** The account. */
  address: Address;
  /** What signs for the owner: a wallet, a viem client, or a viem account. */
  owner: Signer;
  contracts: EcdsaRequiredContracts;
  key?: string;
  name?: string;
  /** Chooses a paymaster for transactions that have none. */
  paymasterHandler?: CustomPaymasterHandler;
}

/**
 * Makes a viem client that acts for an account as one of its owners.
 *
 * @throws UnusableOwnerError if nobody can sign for the owner
 *
 * @example
 * const client = await createZksyncEcdsaClient({ chain, transport: http(), address, owner, contracts })
 * const hash = await client.sendTransaction({ to, value: 1n })
 */
export async function createZksyncEcdsaClient<
  transport extends Transport,
  chain extends Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
>(
  config: ZksyncSsoEcdsaClientConfig<transport, chain, rpcSchema>,
): Promise<ZksyncSsoEcdsaClient<transport, chain, rpcSchema>> {
  requireOptions("createZksyncEcdsaClient", config, ["address", "chain", "owner", "contracts"]);
  const { address, owner: signer, contracts, paymasterHandler, ...viemConfig } = config;
  const chainId = config.chain.id;
  const owner = await toOwner({ owner: signer as LocalAccount });
  const client = createAccountClient({
    key: "zksync-sso-ecdsa-wallet",
    name: "ZKsync SSO ECDSA Client",
    ...viemConfig,
    account: await toEcdsaAccount({ address, owner, chainId }),
    signer: ownerSigner(address, owner),
    ...(paymasterHandler && {
      complete: (transaction: AccountTransaction) =>
        withPaymaster(transaction, { address, chainId }, paymasterHandler),
    }),
  });
  const withData = (client as unknown as Client<Transport, Chain, Account>).extend(() => ({
    contracts,
    paymasterHandler,
  }));
  return withData.extend((base) => ({ ...zksyncSsoEcdsaActions(base as never) })) as never;
}
