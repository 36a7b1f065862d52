import type { Address, Chain } from "viem";
import { PopupBlockedError } from "../errors/communicator-errors.js";
import { UnsupportedMethodError } from "../errors/provider-errors.js";
import type { SessionPreferences } from "../session/preferences.js";
import type { ConnectedSession } from "./connection-store.js";
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
  RequestArguments,
  SsoClient,
} from "./provider-interface.js";
import type { RequestSessionOptions } from "./request-session-options.js";
import type { ExtractReturnType, Method as RpcMethod } from "./rpc-schema.js";
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
    const answer = this.#answer(request) as Promise<ExtractReturnType<M>>;
    return answer.catch((error: unknown) => {
      if (!(error instanceof PopupBlockedError)) throw error;
      throw new PopupBlockedError(() => this.request(request));
    });
  }

  /** Connects, if nobody is connected, and returns the accounts. */
  handshake(): Promise<Address[]> {
    return this.request({ method: "eth_requestAccounts" }) as Promise<Address[]>;
  }

  /** Forgets the connection; asks the owner to close the session on the chain first, if the app's options say so. */
  async disconnect(): Promise<void> {
    // A session that stays open expires by itself; being logged out must not depend on it.
    if (this.#core.options.revokeOnDisconnect && this.session)
      await this.revokeSession().catch((error: unknown) => {
        this.#core.tell("zksync_sso_revocationFailed", error);
      });
    await logOut(this.#core);
  }

  /**
   * Asks the owner for a session on the connected chain, in place of the one there is. Call it in a click's handler.
   *
   * @param preferences - what it may do; what the app is configured with if not given
   */
  async requestSession(
    preferences?: SessionPreferences,
    options: RequestSessionOptions = {},
  ): Promise<ConnectedSession | undefined> {
    try {
      await this.#late.run(true, (actions, opening) => actions.requestSession(preferences, options, opening));
    } catch (error) {
      if (!(error instanceof PopupBlockedError)) throw error;
      throw new PopupBlockedError(() => this.requestSession(preferences, options));
    }
    return this.session;
  }

  /**
   * Has the owner close the session of the connected chain; the account stays connected.
   *
   * @throws NoSessionError if there is none
   */
  revokeSession(): Promise<void> {
    return this.#late.run(this.session !== undefined, (actions, opening) => actions.revokeSession(opening));
  }

  /** Makes a viem client of the connected account: one for the session, if there is one. */
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
   * connected then; what else was asked for is returned.
   *
   * @throws UnexpectedRedirectError if this tab did not ask
   */
  resume(): Promise<{ method: string; result: unknown } | undefined> {
    return this.#late.run(false, (actions) => actions.resume());
  }

  #answer({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    const { state } = this.#core;
    if (isLateMethod(method))
      return this.#late.run(LATE_METHODS[method](state), ({ methods }, opening) =>
        methods[method](params, opening),
      );
    return this.#answerAtOnce(method, params);
  }

  async #answerAtOnce(method: string, params: unknown): Promise<unknown> {
    if (Object.hasOwn(this.#methods, method)) return this.#methods[method]?.(params);
    if (!isNodeMethod(method)) throw new UnsupportedMethodError(method);
    return this.#core.node().request({ method, params } as never);
  }
}
