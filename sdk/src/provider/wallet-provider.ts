import type { Address, Chain } from "viem";
import { isRedirect } from "../communicator/is-redirect.js";
import { PopupBlockedError } from "../errors/communicator-errors.js";
import {
  DisconnectedMeanwhileError,
  ForeignChainError,
  InvalidRequestError,
  UnsupportedMethodError,
} from "../errors/provider-errors.js";
import type { SessionPreferences } from "../session/preferences.js";
import type { ConnectedSession } from "./connection.js";
import { EventEmitter, type Listener } from "./event-emitter.js";
import { LateActions } from "./late-actions.js";
import { logOut } from "./log-out.js";
import { isLateMethod, LATE_METHODS } from "./methods/late-methods.js";
import type { Method } from "./methods/method-table.js";
import { stateMethods } from "./methods/state-methods.js";
import { isNodeMethod } from "./node-methods.js";
import { ProviderCore } from "./provider-core.js";
import type {
  ProviderConnectInfo,
  ProviderInterface,
  ProviderMessage,
  ProviderRpcError,
  SsoClient,
} from "./provider-interface.js";
import type { RequestSessionOptions } from "./request-session-options.js";
import type { RequestArguments, ExtractReturnType, Method as RpcMethod } from "./rpc-schema.js";
import type { Resumed } from "./resumed.js";
import type { WalletProviderConstructorOptions } from "./wallet-provider-options.js";

/**
 * The provider (EIP-1193) of a ZKsync SSO account. Reads go to the chain's node. What needs a signature is signed by
 * the session's key, if the session allows it; by the owner at the auth server otherwise, which is opened before
 * anything is awaited. Made on a server, it does nothing until it is used in the browser.
 *
 * @throws (each request) SsoError and what the node answers; see the connector's page for the codes
 *
 * @example
 * const provider = new WalletProvider({ metadata: { name: "My app" }, chains: [chain], session: { transfers: [{ to }] } })
 * const [account] = await provider.request({ method: "eth_requestAccounts" })
 */
export class WalletProvider extends EventEmitter implements ProviderInterface {
  readonly isZksyncSso = true;
  readonly #core: ProviderCore;
  readonly #late: LateActions;
  readonly #methods: Readonly<Record<string, Method>>;

  constructor(options: WalletProviderConstructorOptions) {
    super();
    this.#core = new ProviderCore(options, this);
    this.#late = new LateActions(this.#core);
    this.#methods = stateMethods(this.#core);
    // Libraries take EIP-1193's functions out of a provider, and call them alone.
    this.request = this.request.bind(this);
    this.on = this.on.bind(this);
    this.removeListener = this.removeListener.bind(this);
  }

  protected get chain(): Chain {
    return this.#core.state.chain();
  }

  /** Whether an account is connected. */
  get connected(): boolean {
    return this.#core.state.connection !== undefined;
  }

  /** The session that is open on the connected chain, as the owner approved it. */
  get session(): ConnectedSession | undefined {
    return this.#core.state.sessionOn();
  }

  override on(event: "connect", listener: (info: ProviderConnectInfo) => void): this;
  override on(event: "disconnect", listener: (error: ProviderRpcError) => void): this;
  override on(event: "chainChanged", listener: (chainId: string) => void): this;
  override on(event: "accountsChanged", listener: (accounts: string[]) => void): this;
  override on(event: "message", listener: (message: ProviderMessage) => void): this;
  override on(event: string | symbol, listener: Listener, context?: unknown): this;
  /** Adds a listener for one of EIP-1193's events, or for `sessionChanged`. */
  override on(event: string | symbol, listener: Listener, context?: unknown): this {
    return super.on(event, listener, context);
  }

  /**
   * Answers a request (EIP-1193).
   *
   * @throws PopupBlockedError if the browser opens no window; its `retry` sends this request again
   */
  request<M extends RpcMethod>(request: RequestArguments<M>): Promise<ExtractReturnType<M>> {
    return this.#again((opening) => this.#answer(request, opening)) as Promise<ExtractReturnType<M>>;
  }

  /**
   * Connects, if nobody is connected, and returns the accounts. Call it in a click's handler.
   *
   * @param chainId - of the chain to connect on, and to ask for the session on; the first one if not given
   * @throws UnknownChainError if the app is not configured with it
   */
  handshake(chainId?: number): Promise<Address[]> {
    return this.#again(async (opening) => {
      const { state } = this.#core;
      const { id } = state.chain(chainId);
      return this.#late.run(!this.connected, (actions, opened) => actions.handshake(id, opened), opening);
    });
  }

  /** Forgets the connection; asks the owner to close the sessions on the chain first, if the app's options say so. */
  async disconnect(): Promise<void> {
    const { options, communicator } = this.#core;
    if (!options.revokeOnDisconnect || !this.#hasSessions) return logOut(this.#core);
    const revoked = this.#late.run(true, (actions, opening) => actions.revokeSessions(opening));
    // A page that is left for the auth server is not there to be logged out when it answers.
    if (isRedirect(communicator)) await logOut(this.#core);
    // A session that stays open expires by itself; being logged out must not depend on it.
    await revoked.catch((error: unknown) => {
      this.#core.tell("zksync_sso_revocationFailed", error);
    });
    await logOut(this.#core);
  }

  get #hasSessions(): boolean {
    return Object.keys(this.#core.state.connection?.sessions ?? {}).length > 0;
  }

  /**
   * Asks the owner for a session on the connected chain, which the app uses from then on; the one before stays open on the
   * chain until it is revoked or expires. Call it in a click's handler.
   *
   * @param preferences - what it may do; what the app is configured with if not given
   */
  async requestSession(
    preferences?: SessionPreferences,
    options: RequestSessionOptions = {},
  ): Promise<ConnectedSession | undefined> {
    await this.#again((opening) =>
      this.#late.run(
        true,
        (actions, opened) => actions.requestSession(preferences, options, opened),
        opening,
      ),
    );
    return this.session;
  }

  /**
   * Has the owner close the session of the connected chain; the account stays connected.
   *
   * @throws NoSessionError if there is none
   */
  revokeSession(): Promise<void> {
    return this.#again((opening) =>
      this.#late.run(this.session !== undefined, (actions, opened) => actions.revokeSession(opened), opening),
    );
  }

  /**
   * Makes a viem client of the connected account: one for the session, if there is one. It reads on the chain that is
   * named, the connected one if none is, and signs while that chain is connected.
   *
   * @throws UnknownChainError if the app is not configured with the chain
   * @throws (each request) ForeignChainError if something is to be signed while another chain is connected
   */
  async getClient({ chainId = this.#core.state.chainId }: { chainId?: number } = {}): Promise<SsoClient> {
    const parameters = {
      address: this.#core.account("getClient"),
      chain: this.#core.state.chain(chainId),
      request: (request: { method: string; params?: unknown }) =>
        this.request(request as RequestArguments<RpcMethod>),
    };
    return this.#late.run(false, (actions) => actions.getClient(parameters));
  }

  /**
   * Takes the answer that the page came back with from the auth server, if messages travel by redirect. Who connected is
   * connected then; what else was asked for is returned, as often as this is called on the page: wagmi's connector calls it,
   * too. Never fulfilled if the page leaves once more, to tell the auth server that it has asked.
   *
   * @throws UnexpectedRedirectError if this tab did not ask
   */
  resume(): Promise<Resumed | undefined> {
    return this.#late.run(false, (actions) => actions.resume());
  }

  /**
   * Does something that may open a window; if the browser blocks it, the error's retry does it again: with the window
   * opened first thing, since it is the owner whom it was blocked for.
   */
  #again<result>(
    act: (opening?: Promise<void>) => Promise<result>,
    opening?: Promise<void>,
  ): Promise<result> {
    const { visit, chainId } = this.#core.state;
    return act(opening).catch((error: unknown) => {
      if (!(error instanceof PopupBlockedError)) throw error;
      let again: Promise<result> | undefined;
      // Once, however often it is clicked; and for whom and where it was asked, or not at all.
      throw new PopupBlockedError(() => (again ??= this.#retry(act, { visit, chainId })));
    });
  }

  #retry<result>(
    act: (opening?: Promise<void>) => Promise<result>,
    asked: { readonly visit: number; readonly chainId: number },
  ): Promise<result> {
    const { visit, chainId } = this.#core.state;
    if (visit !== asked.visit) return Promise.reject(new DisconnectedMeanwhileError());
    if (chainId !== asked.chainId) return Promise.reject(new ForeignChainError(asked.chainId, chainId));
    return this.#core.authServer.openFor(undefined, (opening) => this.#again(act, opening));
  }

  async #answer(request: unknown, opening?: Promise<void>): Promise<unknown> {
    const { method, params } = argumentsOf(request);
    if (!isLateMethod(method)) return this.#answerAtOnce(method, params);
    return this.#late.run(
      LATE_METHODS[method](this.#core.state),
      ({ methods }, opened) => methods[method](params, opened),
      opening,
    );
  }

  async #answerAtOnce(method: string, params: unknown): Promise<unknown> {
    if (Object.hasOwn(this.#methods, method)) return this.#methods[method]?.(params);
    if (!isNodeMethod(method)) throw new UnsupportedMethodError(method);
    return this.#core.node().request({ method, params } as never);
  }
}

/** @throws InvalidRequestError if they are none (EIP-1193, `RequestArguments`) */
function argumentsOf(request: unknown): { method: string; params?: unknown } {
  const { method, params } = Object(request) as { method?: unknown; params?: unknown };
  if (typeof method !== "string") throw new InvalidRequestError();
  return { method, params };
}
