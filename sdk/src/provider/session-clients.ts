import { isAddressEqual, type Account, type Chain, type Hash, type Hex, type Transport } from "viem";
import type { ZksyncSsoSessionClient } from "../client/session/create-zksync-session-client.js";
import { fromStoredSessionKey, secp256k1SessionKey, type SessionKey } from "../session-key/index.js";
import { SESSION_CHANGED } from "./connection-state.js";
import type { ConnectedSession } from "./connection.js";
import type { ProviderCore } from "./provider-core.js";

/** A client that signs by a session's key, whichever kind of key it is. */
export type SessionClient = ZksyncSsoSessionClient<Transport, Chain, undefined, Account, SessionKey>;

/** A client, and the session that it is for. */
interface Made {
  readonly hash: Hex;
  readonly client: Promise<SessionClient | undefined>;
}

/** Makes the clients that sign for the sessions of a provider, one for each chain. */
export class SessionClients {
  readonly #core: ProviderCore;
  readonly #made = new Map<number, Made>();

  constructor(core: ProviderCore) {
    this.#core = core;
    core.emitter.on(SESSION_CHANGED, () => {
      this.#follow();
    });
    // The session may have been there before this.
    this.#follow();
  }

  /** Returns the client for the session of a chain: nothing if there is no session, or its key is not here. */
  get(chainId: number = this.#core.state.chainId): Promise<SessionClient | undefined> {
    const session = this.#core.state.sessionOn(chainId);
    if (!session) return Promise.resolve(undefined);
    const hash = session.sessionHash;
    const known = this.#made.get(chainId);
    if (known?.hash === hash) return known.client;
    this.#stop(chainId);
    const made = { hash, client: this.#make(session, chainId) };
    this.#made.set(chainId, made);
    // What failed to load, or to be read, is tried again when it is needed.
    made.client.catch(() => {
      if (this.#made.get(chainId) === made) this.#made.delete(chainId);
    });
    return made.client;
  }

  /** Has the session watched, if the app wants to be told what happens to it. */
  #follow(): void {
    const { state, options } = this.#core;
    for (const [chainId, { hash }] of this.#made)
      if (chainId !== state.chainId || hash !== state.sessionOn()?.sessionHash) this.#stop(chainId);
    if (state.sessionOn() && options.onSessionStateChange) this.get().catch(() => undefined);
  }

  #stop(chainId: number): void {
    this.#made.get(chainId)?.client.then(
      (client) => client?.stopSessionWatch(),
      // There is none to stop.
      () => undefined,
    );
    this.#made.delete(chainId);
  }

  async #make(session: ConnectedSession, chainId: number): Promise<SessionClient | undefined> {
    const { options, state, keys } = this.#core;
    const [address] = state.accounts;
    const checkStays = state.staying();
    const key = await keyOf(session, keys);
    if (!key || !address) return undefined;
    const { onSessionStateChange, paymasterHandler, skipPreTransactionStateValidation } = options;
    // What signs for sessions is loaded when there is one: an app that nobody is connected to does without.
    const { createZksyncSessionClient } = await import("../client/session/create-zksync-session-client.js");
    return createZksyncSessionClient({
      address,
      chain: state.chain(chainId),
      transport: this.#core.transport(chainId),
      sessionKey: keyWhile(key, checkStays),
      sessionConfig: session.sessionConfig,
      contracts: session.contracts,
      ...(paymasterHandler && { paymasterHandler }),
      ...(skipPreTransactionStateValidation && { skipPreTransactionStateValidation }),
      ...(onSessionStateChange && {
        onSessionStateChange: (event) => {
          onSessionStateChange({ address, chainId, state: event });
        },
      }),
    }) as SessionClient;
  }
}

async function keyOf(
  { handedOverKey, sessionConfig }: ConnectedSession,
  keys: ProviderCore["keys"],
): Promise<SessionKey | undefined> {
  if (handedOverKey) return secp256k1SessionKey(handedOverKey);
  const stored = await keys.get(sessionConfig.signer);
  const key = stored && (await fromStoredSessionKey(stored));
  return key && isAddressEqual(key.address, sessionConfig.signer) ? key : undefined;
}

/** Returns the key for as long as a check passes: what was under way when the person left is not signed any more. */
function keyWhile(key: SessionKey, check: () => void): SessionKey {
  const sign = async (hash: Hash): Promise<Hex> => {
    check();
    return key.sign(hash);
  };
  return { ...key, sign };
}

/** Returns what a session's client has besides viem's actions: by this, it is known as one. */
export function sessionDataOf(client: SessionClient) {
  const { sessionKey, sessionConfig, contracts, paymasterHandler, stopSessionWatch } = client;
  return { sessionKey, sessionConfig, contracts, paymasterHandler, stopSessionWatch };
}
