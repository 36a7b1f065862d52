import type {
  Account,
  Address,
  Chain,
  Client,
  Hash,
  Prettify,
  PublicActions,
  RpcSchema,
  Transport,
  WalletActions,
  WalletClientConfig,
} from "viem";
import { createAccountClient, type AccountRpcSchema } from "../../account-client/create-account-client.js";
import { withFallback, type FallbackClient } from "../../account-client/with-fallback.js";
import { SessionKeyMismatchError, UnusableSessionKeyError } from "../../errors/client-errors.js";
import { requireOptions } from "../../errors/require-options.js";
import type { CustomPaymasterHandler } from "../../paymaster/custom-paymaster-handler.js";
import { withPaymaster } from "../../paymaster/with-paymaster.js";
import { sameAddress } from "../../session/same.js";
import { secp256k1SessionKey } from "../../session-key/secp256k1-session-key.js";
import type { SessionKey } from "../../session-key/session-key.js";
import type { SessionSpec } from "../../session/session-spec.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { knownTime, readTime } from "../../transaction/chain-clock.js";
import type { SessionStateEventCallback } from "../../utils/session-events.js";
import { readSessionState } from "./read-session-state.js";
import { sessionPrecheck } from "./session-precheck.js";
import { sessionSigner } from "./session-signer.js";
import { watchSession, type SessionWatch } from "./session-watch.js";
import { toSessionAccount } from "./to-session-account.js";

/** The contracts a session needs. */
export type SessionRequiredContracts = {
  /** The session module. */
  session: Address;
};

/** A secp256k1 private key, or a key of either curve that keeps its secret to itself. */
export type SessionKeyOrSecret = Hash | SessionKey;

type ZksyncSsoSessionData<key extends SessionKeyOrSecret = Hash> = {
  sessionKey: key;
  sessionConfig: SessionSpec;
  contracts: SessionRequiredContracts;
  paymasterHandler?: CustomPaymasterHandler;
  onSessionStateChange?: SessionStateEventCallback;
  skipPreTransactionStateValidation?: boolean;
};

/** A client with what belongs to a session. */
export type ClientWithZksyncSsoSessionData<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  account extends Account = Account,
> = Client<transport, chain, account> & ZksyncSsoSessionData;

/** viem's wallet actions, without those that ask a person's wallet. */
export type ZksyncSsoWalletActions<chain extends Chain, account extends Account> = Omit<
  WalletActions<chain, account>,
  | "addChain"
  | "getPermissions"
  | "requestAddresses"
  | "requestPermissions"
  | "switchChain"
  | "watchAsset"
  | "prepareTransactionRequest"
>;

/** A viem client that signs with a session's key. */
export type ZksyncSsoSessionClient<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  account extends Account = Account,
  key extends SessionKeyOrSecret = Hash,
> = Prettify<
  Client<
    transport,
    chain,
    account,
    AccountRpcSchema<rpcSchema>,
    PublicActions<transport, chain, account> & ZksyncSsoWalletActions<chain, account>
  > &
    ZksyncSsoSessionData<key> & {
      /** Ends the timer that `onSessionStateChange` waits with for the session's end. */
      stopSessionWatch: () => void;
    }
>;

/** What a session client is made of: viem's configuration of a wallet client, and the session. */
export interface ZksyncSsoSessionClientConfig<
  transport extends Transport = Transport,
  chain extends Chain = Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  key extends SessionKeyOrSecret = Hash,
> extends Omit<WalletClientConfig<transport, chain, Account, rpcSchema>, "account"> {
  chain: NonNullable<chain>;
  /** The account. */
  address: Address;
  sessionKey: key;
  sessionConfig: SessionSpec;
  contracts: SessionRequiredContracts;
  key?: string;
  name?: string;
  /** Chooses a paymaster for transactions that have none. */
  paymasterHandler?: CustomPaymasterHandler;
  /** Is told that the session was revoked, has expired, or was never opened. Its state is read at once, then. */
  onSessionStateChange?: SessionStateEventCallback;
  /** Leaves the session's state unread: the chain then refuses what does not fit, with less to say about it. */
  skipPreTransactionStateValidation?: boolean;
  /** Signs what the session cannot: a client of the account's owner or passkey. Without it, that is an error. */
  fallback?: FallbackClient;
}

/**
 * Makes a viem client that acts for an account with a session's key, within what the owner approved, asking nobody.
 *
 * A transaction takes two rounds of requests: one of reads, the session's state among them, and the send. One that the
 * chain would refuse is not sent: the error names the rule and what is left; or the `fallback` signs it.
 *
 * @throws SessionKeyMismatchError, UnusableSessionKeyError if the key is not the session's, or none
 * @throws SessionRefusedError (the client does) if the session does not allow a transaction
 * @throws PeriodEndsSoonError, SessionEndsSoonError (the client does) in the last minute of a period or of the session
 * @throws SessionCannotSignError (the client does) for messages and typed data, without a `fallback`
 *
 * @example
 * const client = createZksyncSessionClient({ chain, transport: http(), address, sessionKey, sessionConfig, contracts })
 * const hash = await client.sendTransaction({ to, value: 1n })
 */
export function createZksyncSessionClient<
  transport extends Transport,
  chain extends Chain,
  rpcSchema extends RpcSchema | undefined = undefined,
  key extends SessionKeyOrSecret = Hash,
>(
  config: ZksyncSsoSessionClientConfig<transport, chain, rpcSchema, key>,
): ZksyncSsoSessionClient<transport, chain, rpcSchema, Account, key> {
  requireOptions("createZksyncSessionClient", config, [
    "address",
    "chain",
    "sessionKey",
    "sessionConfig",
    "contracts.session",
  ]);
  const {
    address,
    sessionKey,
    sessionConfig,
    contracts,
    paymasterHandler,
    onSessionStateChange,
    skipPreTransactionStateValidation = false,
    fallback,
    ...viemConfig
  } = config;
  const key = keyOf(sessionKey, sessionConfig);
  const state = { account: address, session: sessionConfig, module: contracts.session };
  const signer = sessionSigner({ address, key, session: sessionConfig, module: contracts.session });
  const watch = onSessionStateChange && watchSession(sessionConfig, onSessionStateChange);

  const account = toSessionAccount({
    address,
    signTransaction: ({ hash, transaction }) => signer.signTransaction(hash, transaction, knownTime(client)),
  });
  const client: Client<Transport, Chain> = createAccountClient({
    key: "zksync-sso-session-wallet",
    name: "ZKsync SSO Session Client",
    ...viemConfig,
    account,
    signer,
    // A session takes a batch's own encoding and nothing after it, and a transfer with calldata would be a call.
    takesSuffix: ({ to, data = "0x" }: Pick<AccountTransaction, "to" | "data">) =>
      data !== "0x" && !sameAddress(to, address),
    ...(paymasterHandler && {
      complete: (transaction: AccountTransaction) =>
        withPaymaster(transaction, { address, chainId: config.chain.id }, paymasterHandler),
    }),
    ...(!skipPreTransactionStateValidation && {
      precheck: (base: Client<Transport, Chain>) =>
        sessionPrecheck(base, { ...state, ...(watch && { onSnapshot: watch.see }) }),
    }),
  }) as never;

  if (watch) void readAtOnce(client, state, watch);
  return withFallback(client, fallback).extend(() => ({
    sessionKey,
    sessionConfig,
    contracts,
    paymasterHandler,
    onSessionStateChange,
    skipPreTransactionStateValidation,
    stopSessionWatch: () => watch?.stop(),
  })) as never;
}

function keyOf(keyOrSecret: SessionKeyOrSecret, { signer }: SessionSpec): SessionKey {
  const key = typeof keyOrSecret === "string" ? keyOfSecret(keyOrSecret) : keyOrSecret;
  if (key.address.toLowerCase() === signer.toLowerCase()) return key;
  throw new SessionKeyMismatchError(key.address, signer);
}

function keyOfSecret(secret: Hash): SessionKey {
  try {
    return secp256k1SessionKey(secret);
  } catch {
    throw new UnusableSessionKeyError();
  }
}

async function readAtOnce(
  client: Client<Transport, Chain>,
  state: Parameters<typeof readSessionState>[1],
  watch: SessionWatch,
): Promise<void> {
  // Nobody waits for it: the next transaction reads it again, and can say what is wrong.
  const [read, time] = await Promise.allSettled([readSessionState(client, state), readTime(client)]);
  if (read.status === "fulfilled" && time.status === "fulfilled") watch.see({ ...read.value, ...time.value });
}
