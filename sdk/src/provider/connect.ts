import { isAddressEqual, numberToHex, type Address, type Hex } from "viem";
import { ForeignSessionError } from "../errors/provider-errors.js";
import {
  ConnectResultSchema,
  RequestAccountsResultSchema,
  type ConnectResult,
  type SignInRequest,
} from "../messages/connect-schemas.js";
import { parseMessage } from "../messages/parse-message.js";
import type { SessionGrant, SessionRequest } from "../messages/session-request-schemas.js";
import { secp256k1SessionKey, signerOf, type SessionKeyStore } from "../session-key/index.js";
import { formatSessionPreferences } from "../session/format-session-preferences.js";
import { getSessionHash } from "../session/get-session-hash.js";
import { parseSessionConfigJSON } from "../session/parse-session-config-json.js";
import type { SessionPreferences } from "../session/preferences.js";
import type { SessionSpec } from "../session/session-spec.js";
import { widerThan } from "../session/wider-than.js";
import type { AppMetadata } from "./app-metadata.js";
import type { ConnectedSession, Connection } from "./connection.js";
import { leanPreferences } from "./lean-preferences.js";
import { newSessionKey } from "./new-session-key.js";

/** What an app asks for when it connects. */
export interface ConnectRequest {
  readonly metadata: AppMetadata;
  readonly chainId: number;
  readonly session?: {
    readonly preferences: SessionPreferences;
    readonly isAdjustmentAllowed?: boolean;
    readonly justification?: string;
  };
  readonly signInWithEthereum?: SignInRequest;
}

/** Who connected, with which session, and the message they signed in with. */
export interface ConnectAnswer {
  readonly address: Address;
  readonly session?: ConnectedSession;
  readonly signInWithEthereum?: { readonly message: string; readonly signature: Hex };
}

/** Asks the auth server. */
export type Ask = (method: string, params: unknown) => Promise<unknown>;

/** What the auth server says of a key that some session on the chain has already. */
const SIGNER_TAKEN = /SignerAlreadyUsed|SESSION_SIGNER_USED/;
/** What auth servers that are older than `wallet_connect` say of it. */
const NO_METHOD: readonly unknown[] = [-32601, -32004, 4200];

/**
 * Connects by `wallet_connect` (ERC-7846): the session's key is the app's own, and only its public half is sent. A key
 * that is taken is replaced by a fresh one, once. An auth server that does not know the method is asked for the
 * accounts as published clients do; it makes the key itself then.
 *
 * @throws ForeignSessionError if the session that was opened is another key's, or allows more than was asked for
 */
export async function connect(
  ask: Ask,
  { session, ...rest }: ConnectRequest,
  keys: SessionKeyStore,
): Promise<ConnectAnswer> {
  const request = session
    ? { ...rest, session: { ...session, preferences: leanPreferences(session.preferences) } }
    : rest;
  try {
    return await connectOnce(ask, request, keys);
  } catch (error) {
    const { code, message, data } = Object(error) as Record<string, unknown>;
    if (NO_METHOD.includes(code)) return connectAsPublished(ask, request);
    const taken = SIGNER_TAKEN.test(`${String(message)} ${JSON.stringify(data ?? null)}`);
    if (!taken || !session) throw error;
    return connectOnce(ask, request, keys);
  }
}

async function connectOnce(ask: Ask, request: ConnectRequest, keys: SessionKeyStore): Promise<ConnectAnswer> {
  const { chainId, metadata, session, signInWithEthereum } = request;
  const key = session && (await newSessionKey(keys));
  const asked: SessionRequest | undefined = session && key && { ...session, key: key.publicKey };
  const capabilities = {
    metadata,
    ...(asked ? { session: asked } : {}),
    ...(signInWithEthereum ? { signInWithEthereum } : {}),
  };
  try {
    const result = await ask("wallet_connect", [
      { version: "1", chainIds: [numberToHex(chainId)], capabilities },
    ]);
    const answer = readAnswer(
      parseMessage(ConnectResultSchema, result, "The answer to wallet_connect"),
      asked,
    );
    if (key && !answer.session) await keys.delete(key.address);
    return answer;
  } catch (error) {
    // Nobody approved it.
    if (key) await keys.delete(key.address);
    throw error;
  }
}

/** Reads what `wallet_connect` was answered; `asked` is the session that was asked for. */
export function readAnswer({ accounts }: ConnectResult, asked: SessionRequest | undefined): ConnectAnswer {
  const [account] = accounts;
  if (!account) throw new ForeignSessionError("it has no account");
  const { session, signInWithEthereum } = account.capabilities;
  return {
    address: account.address,
    ...(session && asked ? { session: readGrant(session, asked) } : {}),
    ...(signInWithEthereum ? { signInWithEthereum } : {}),
  };
}

function readGrant(
  { sessionConfig: json, sessionHash, adjusted, contracts }: SessionGrant,
  { key, preferences }: SessionRequest,
): ConnectedSession {
  const sessionConfig = parseSessionConfigJSON(json);
  if (!isAddressEqual(sessionConfig.signer, signerOf(key)))
    throw new ForeignSessionError("its key is another one");
  if (getSessionHash(sessionConfig) !== sessionHash.toLowerCase())
    throw new ForeignSessionError("its hash is that of another one");
  const wider = widerThan(sessionConfig, askedPermissions(preferences, sessionConfig));
  if (wider) throw new ForeignSessionError(`its ${wider} allows more than was asked for`);
  return { sessionConfig, sessionHash, adjusted, contracts };
}

/** What was asked for; where the auth server decides, or its clock, as it was granted. */
function askedPermissions(
  { expiresAt, expiry, ...preferences }: SessionPreferences,
  granted: SessionSpec,
): Omit<SessionSpec, "signer"> {
  const end = expiresAt ?? expiry;
  const absolute = end === undefined || typeof end === "string" ? {} : { expiresAt: end };
  return formatSessionPreferences({ ...preferences, ...absolute }, granted);
}

async function connectAsPublished(
  ask: Ask,
  { metadata, session, chainId }: ConnectRequest,
): Promise<ConnectAnswer> {
  const sessionPreferences = session && { ...session.preferences };
  const params = { metadata, ...(sessionPreferences ? { sessionPreferences } : {}) };
  const result = await ask("eth_requestAccounts", params);
  const { account, chainsInfo } = parseMessage(
    RequestAccountsResultSchema,
    result,
    "The answer to eth_requestAccounts",
  );
  const contracts = chainsInfo.find(({ id }) => id === chainId)?.contracts;
  if (!account.session || !contracts) return { address: account.address };
  const { sessionKey } = account.session;
  const sessionConfig = parseSessionConfigJSON(account.session.sessionConfig);
  if (!signsFor(sessionKey, sessionConfig.signer))
    throw new ForeignSessionError("the key that came with it is another one's");
  return {
    address: account.address,
    session: {
      sessionConfig,
      sessionHash: getSessionHash(sessionConfig),
      adjusted: [],
      contracts,
      handedOverKey: sessionKey,
    },
  };
}

function signsFor(key: Hex, signer: Address): boolean {
  try {
    return isAddressEqual(secp256k1SessionKey(key).address, signer);
  } catch {
    // No key at all: what the curve's library says of it would repeat it.
    return false;
  }
}

/** Makes the connection that an answer leads to; sessions of other chains stay if the account does. */
export function connectionOf(
  answer: ConnectAnswer,
  chainId: number,
  before: Connection | undefined,
): Connection {
  const kept = before && isAddressEqual(before.address, answer.address) ? before.sessions : {};
  const { [chainId]: replaced, ...others } = kept;
  const session = answer.session ?? replaced;
  return { address: answer.address, chainId, sessions: session ? { ...others, [chainId]: session } : others };
}
