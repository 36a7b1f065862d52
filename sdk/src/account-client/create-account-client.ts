import {
  createClient,
  publicActions,
  walletActions,
  type Account,
  type Chain,
  type Client,
  type ClientConfig,
  type PublicActions,
  type PublicRpcSchema,
  type RpcSchema,
  type Transport,
  type WalletActions,
  type WalletRpcSchema,
} from "viem";
import { accountActions, type AccountActionsOptions } from "./account-actions.js";

/** The schema of a client's requests: viem's, and what the app adds. */
export type AccountRpcSchema<rpcSchema extends RpcSchema | undefined> = rpcSchema extends RpcSchema
  ? [...PublicRpcSchema, ...WalletRpcSchema, ...rpcSchema]
  : [...PublicRpcSchema, ...WalletRpcSchema];

/** A viem client with all of viem's public and wallet actions, whose transactions are an account's. */
export type AccountClient<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  account extends Account = Account,
> = Client<
  transport,
  chain,
  account,
  AccountRpcSchema<rpcSchema>,
  PublicActions<transport, chain, account> & WalletActions<chain, account>
>;

/** What viem's `createClient` takes, and how the account's transactions are made. */
export interface AccountClientConfig<
  transport extends Transport,
  chain extends Chain,
  account extends Account,
  reads,
>
  extends
    Omit<ClientConfig<transport, chain, account>, "account" | "chain" | "rpcSchema">,
    AccountActionsOptions<reads> {
  readonly chain: chain;
  readonly account: account;
  /** As `alongside` and `review`, for checks that ask the node. */
  readonly precheck?: (
    client: Client<Transport, Chain>,
  ) => Required<Pick<AccountActionsOptions<reads>, "alongside" | "review">>;
}

/**
 * Makes a viem client of which all actions that make transactions (`sendTransaction`, `writeContract`, `deployContract`,
 * `estimateGas`, `prepareTransactionRequest`, `signTransaction` and the like) make the account's, in two rounds of
 * requests at most.
 */
export function createAccountClient<
  transport extends Transport,
  chain extends Chain,
  account extends Account,
  rpcSchema extends RpcSchema | undefined = undefined,
  reads = undefined,
>(
  config: AccountClientConfig<transport, chain, account, reads>,
): AccountClient<transport, chain, rpcSchema, account> {
  const { signer, takesSuffix, complete, alongside, review, precheck, ...viemConfig } = config;
  return createClient(viemConfig as ClientConfig)
    .extend(publicActions)
    .extend(walletActions)
    .extend((base) => {
      const client = base as Client<Transport, Chain>;
      const options = {
        signer,
        ...(takesSuffix && { takesSuffix }),
        ...(complete && { complete }),
        ...(alongside && { alongside }),
        ...(review && { review }),
        ...precheck?.(client),
      };
      return accountActions(options)(client) as never;
    }) as never;
}
