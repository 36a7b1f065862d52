// The published client's exports for accounts that are recovered by an OIDC identity. This suite has no module for that: the
// types are here so that an app compiles, and each function throws an error that says what to use instead.

import type {
  Account,
  Address,
  Chain,
  Client,
  Hex,
  Prettify,
  RpcSchema,
  TransactionReceipt,
  Transport,
  WalletClientConfig,
} from "viem";
import type { AccountRpcSchema } from "../../account-client/create-account-client.js";
import type { SmartAccount } from "../../account-client/to-smart-account.js";
import { UnsupportedModuleError } from "../../errors/recovery-errors.js";
import type { ZksyncSsoWalletActions } from "../session/create-zksync-session-client.js";

/** What the published suite's module knows of an identity. */
export type OidcData = {
  oidcDigest: Hex;
  iss: string;
  readyToRecover: boolean;
  pendingPasskeyHash: Hex;
  recoverNonce: bigint;
  addedOn: bigint;
};

export type ToOidcAccountParameters = {
  address: Address;
  signTransaction: (parameters: { hash: Hex }) => Promise<Hex>;
};
export type OidcAccount = SmartAccount<"ssoOidcAccount">;

/** @throws UnsupportedModuleError always: this suite has no OIDC module */
export const toOidcAccount: (parameters: ToOidcAccountParameters) => OidcAccount = () => {
  throw new UnsupportedModuleError("toOidcAccount");
};

/** @throws UnsupportedModuleError always: this suite has no OIDC module */
export const signOidcTransaction: (recoveryValidatorAddress: Address) => Hex = () => {
  throw new UnsupportedModuleError("signOidcTransaction");
};

export type OidcRequiredContracts = {
  passkey: Address;
  recovery: Address;
  recoveryOidc: Address;
};
export type ZKsyncSsoOidcData = { contracts: OidcRequiredContracts };

/** The new passkey of the published suite's recovery. */
export type AddNewPasskeyViaOidcArgs = {
  credentialId: Hex;
  passkeyPubKey: [Hex, Hex];
  passkeyDomain: string;
  contracts: { recoveryOidc: Address; passkey: Address };
};
export type ZksyncSsoOidcActions = {
  addNewPasskeyViaOidc: (args: Omit<AddNewPasskeyViaOidcArgs, "contracts">) => Promise<TransactionReceipt>;
};

export interface SsoClientConfig<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
> extends Omit<WalletClientConfig<transport, chain, Account, rpcSchema>, "account"> {
  chain: NonNullable<chain>;
  address: Address;
  contracts: OidcRequiredContracts;
  key?: string;
  name?: string;
}

export type ZkSyncSsoClient<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
> = Prettify<
  Client<
    transport,
    chain,
    OidcAccount,
    AccountRpcSchema<rpcSchema>,
    ZksyncSsoWalletActions<chain, OidcAccount> & ZksyncSsoOidcActions
  > &
    ZKsyncSsoOidcData
>;
export type ClientWithOidcData<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  account extends Account = Account,
> = Client<transport, chain, account> & ZKsyncSsoOidcData;

/** @throws UnsupportedModuleError always: this suite has no OIDC module */
export const createZkSyncOidcClient: <
  transport extends Transport,
  chain extends Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
>(
  parameters: SsoClientConfig<transport, chain, rpcSchema>,
) => ZkSyncSsoClient<transport, chain, rpcSchema> = () => {
  throw new UnsupportedModuleError("createZkSyncOidcClient");
};
