import type {
  Account,
  Address,
  Chain,
  Client,
  Prettify,
  PublicActions,
  RpcSchema,
  Transport,
  WalletActions,
  WalletClientConfig,
} from "viem";
import { createAccountClient, type AccountRpcSchema } from "../../account-client/create-account-client.js";
import { MissingCredentialIdError } from "../../errors/passkey-errors.js";
import { requireOptions } from "../../errors/require-options.js";
import type { Authenticator } from "../../passkey/authenticator.js";
import type { KnownCredential } from "../../passkey/passkey-options.js";
import { passkeySigner, type PasskeySigner } from "../../passkey/passkey-signer.js";
import { parsePublicKey } from "../../passkey/public-key.js";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";
import { withPaymaster } from "../../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { findCredentialId } from "./find-credential-id.js";
import { zksyncSsoPasskeyActions, type ZksyncSsoPasskeyActions } from "./passkey-actions.js";
import type {
  PasskeyRequiredContracts,
  ZksyncSsoPasskeyData,
  ClientWithZksyncSsoPasskeyData,
} from "./passkey-client-data.js";
import { toPasskeyAccount } from "./to-passkey-account.js";

/** A viem client that signs with a passkey. */
export type ZksyncSsoPasskeyClient<
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
    PublicActions<transport, chain, account> & WalletActions<chain, account> & ZksyncSsoPasskeyActions
  > &
    ZksyncSsoPasskeyData
>;

/** What a passkey client is made of: viem's configuration of a wallet client, the account and its passkey. */
export interface ZksyncSsoPasskeyClientConfig<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
> extends Omit<WalletClientConfig<transport, chain, Account, rpcSchema>, "account"> {
  chain: NonNullable<chain>;
  /** The account. */
  address: Address;
  /** COSE_Key or SubjectPublicKeyInfo. */
  credentialPublicKey: Uint8Array;
  /** Id of the passkey (base64url). Without it the first transaction asks the chain's logs for it. */
  credentialId?: string;
  /** How the passkey's authenticator may be reached, if it is known. */
  transports?: KnownCredential["transports"];
  userName: string;
  userDisplayName: string;
  contracts: PasskeyRequiredContracts;
  /** Domain whose pages may use the passkey. The page's host by default. */
  rpID?: string;
  /** The page's origin, scheme and port included. That of the page by default. */
  origin?: string;
  /** What has the passkey. The browser by default. */
  authenticator?: Authenticator;
  /** Chooses a paymaster for transactions that have none. */
  paymasterHandler?: CustomPaymasterHandler;
  key?: string;
  name?: string;
}

/**
 * Makes a viem client that acts for an account with its passkey: one prompt for each transaction or message, and two rounds of
 * requests for a transaction. Messages and typed data are signed in ERC-7739's form; `withSso` chains verify them.
 *
 * @throws PasskeyError if public key, credential id or origin are none that the chain takes
 *
 * @example
 * const client = createZksyncPasskeyClient({
 *   address, credentialPublicKey, credentialId, userName: "alice", userDisplayName: "Alice", contracts, chain, transport: http(),
 * })
 * const hash = await client.sendTransaction({ to, value: 1n })
 */
export function createZksyncPasskeyClient<
  transport extends Transport,
  chain extends Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
>(
  config: ZksyncSsoPasskeyClientConfig<transport, chain, rpcSchema>,
): ZksyncSsoPasskeyClient<transport, chain, rpcSchema> {
  requireOptions("createZksyncPasskeyClient", config, [
    "address",
    "chain",
    "credentialPublicKey",
    "contracts.passkey",
  ]);
  const {
    address,
    credentialPublicKey,
    credentialId,
    transports,
    userName,
    userDisplayName,
    contracts,
    rpID,
    origin,
    authenticator,
    paymasterHandler,
    ...viemConfig
  } = config;
  const passkey = { credentialPublicKey, credentialId, transports, rpID, origin, authenticator };
  const signer = passkeySigner({ address, passkeyModule: contracts.passkey, ...passkey });
  const account = toPasskeyAccount({
    address,
    sign: ({ hash }) => signer.signHash(hash),
    chain: config.chain,
  });
  const complete = async (transaction: AccountTransaction) => {
    const unreadable = await findCredential(client, signer, config);
    const sender = { address, chainId: config.chain.id };
    const paid = paymasterHandler ? await withPaymaster(transaction, sender, paymasterHandler) : transaction;
    if (unreadable !== undefined && paid.gas === undefined) throw new MissingCredentialIdError(unreadable);
    return paid;
  };
  const client: Client<Transport, Chain, Account> = createAccountClient({
    key: "zksync-sso-passkey-wallet",
    name: "ZKsync SSO Passkey Client",
    ...viemConfig,
    account,
    signer,
    complete,
  }) as never;
  const data = { credentialPublicKey, userName, userDisplayName, contracts, paymasterHandler };
  return client
    .extend(() => data)
    .extend((base) => zksyncSsoPasskeyActions(base as ClientWithZksyncSsoPasskeyData)) as never;
}

/**
 * Tells the signer its passkey's id. If the chain does not know it either, the person picks, and gas has to be given.
 *
 * @returns what the node answered, if its logs cannot be read
 */
async function findCredential(
  client: Client<Transport, Chain>,
  signer: PasskeySigner,
  {
    address,
    contracts,
    credentialPublicKey,
  }: Pick<ZksyncSsoPasskeyClientConfig, "address" | "contracts" | "credentialPublicKey">,
): Promise<unknown> {
  if (signer.credentialId() !== undefined) return undefined;
  const asked = {
    account: address,
    passkeyModule: contracts.passkey,
    publicKey: parsePublicKey(credentialPublicKey),
  };
  try {
    const found = await findCredentialId(client, asked);
    if (found !== undefined) signer.useCredential(found);
    return undefined;
  } catch (error) {
    return error;
  }
}
