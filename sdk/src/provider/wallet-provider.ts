import type { Address, Chain } from "viem";
import { RedirectCommunicator, type ReturnedRequest } from "../communicator/redirect-communicator.js";
import { PopupBlockedError } from "../errors/communicator-errors.js";
import { UnsupportedMethodError } from "../errors/provider-errors.js";
import { ConnectParamsSchema, ConnectResultSchema } from "../messages/connect-schemas.js";
import { parseMessage } from "../messages/parse-message.js";
import type { SessionPreferences } from "../session/preferences.js";
import { p256Address } from "../session-key/index.js";
import { resultOf } from "./auth-server-link.js";
import { connectionOf, readAnswer } from "./connect.js";
import type { ConnectedSession } from "./connection-store.js";
import { EventEmitter, type Listener } from "./event-emitter.js";
import { callsMethods } from "./methods/calls-methods.js";
import { chainMethods } from "./methods/chain-methods.js";
import {
  configuredWishes,
  connectAccount,
  connectMethods,
  revokeSession,
} from "./methods/connect-methods.js";
import type { MethodTable } from "./methods/method-table.js";
import { signingMethods } from "./methods/signing-methods.js";
import { transactionMethods } from "./methods/transaction-methods.js";
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
import type { ExtractReturnType, Method } from "./rpc-schema.js";
import { SessionClients, sessionDataOf } from "./session-clients.js";
import { providerClient } from "./wallet-client.js";
import type { WalletProviderConstructorOptions } from "./wallet-provider-options.js";

/** How a session is asked for, besides what it may do. */
export interface RequestSessionOptions {
  /** Whether the person may lower limits and shorten the session; they may if not given. */
  readonly isAdjustmentAllowed?: boolean;
  /** Why the app asks, in its own words. */
  readonly justification?: string;
}

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
  readonly #sessions: SessionClients;
  readonly #methods: MethodTable;

  constructor(options: WalletProviderConstructorOptions) {
    super();
    this.#core = new ProviderCore(options, this);
    this.#sessions = new SessionClients(this.#core);
    const makeSender = () => this.#sessions.get();
    this.#methods = {
      ...connectMethods(this.#core),
      ...chainMethods(this.#core),
      ...signingMethods(this.#core),
      ...transactionMethods(this.#core, makeSender),
      ...callsMethods(this.#core, makeSender),
    };
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
  request<M extends Method>(request: RequestArguments<M>): Promise<ExtractReturnType<M>> {
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
      await revokeSession(this.#core).catch((error: unknown) => {
        this.#core.tell("zksync_sso_revocationFailed", error);
      });
    this.#core.state.disconnect();
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
    const wishes = async () =>
      preferences ? { session: { preferences, ...options } } : configuredWishes(this.#core);
    try {
      await connectAccount(this.#core, wishes);
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
    return revokeSession(this.#core);
  }

  /** Makes a viem client of the connected account: one for the session, if there is one. */
  async getClient({ chainId = this.#core.state.chainId }: { chainId?: number } = {}): Promise<SsoClient> {
    const parameters = {
      address: this.#core.account("getClient"),
      chain: this.#core.state.chain(chainId),
      request: (request: { method: string; params?: unknown }) =>
        this.request(request as RequestArguments<Method>),
    };
    const wallet = providerClient(parameters);
    const session = await this.#sessions.get(chainId);
    return (session ? Object.assign(wallet, sessionDataOf(session)) : wallet) as unknown as SsoClient;
  }

  /**
   * Takes the answer that the page came back with from the auth server, if messages travel by redirect. Who connected is
   * connected then; what else was asked for is returned.
   *
   * @throws UnexpectedRedirectError if this tab did not ask
   */
  async resume(): Promise<{ method: string; result: unknown } | undefined> {
    const { communicator } = this.#core;
    const returned = communicator instanceof RedirectCommunicator ? communicator.takeReturned() : undefined;
    if (!returned) return undefined;
    const { method } = returned.request.content.action;
    const result = resultOf(returned.response);
    if (method === "wallet_connect") this.#resumeConnect(returned, result);
    return { method, result };
  }

  #resumeConnect({ request: { content } }: ReturnedRequest, result: unknown): void {
    const [{ capabilities }] = parseMessage(
      ConnectParamsSchema,
      content.action.params,
      "The request that was sent",
    );
    const key = capabilities.session?.key;
    const signer = key && (key.type === "p256" ? p256Address(key) : key.address);
    const answer = readAnswer(
      parseMessage(ConnectResultSchema, result, "The answer to wallet_connect"),
      signer,
    );
    this.#core.state.connect(connectionOf(answer, content.chainId, this.#core.state.connection));
  }

  async #answer({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    if (Object.hasOwn(this.#methods, method)) return this.#methods[method]?.(params);
    if (!isNodeMethod(method)) throw new UnsupportedMethodError(method);
    return this.#core.node().request({ method, params } as never);
  }
}
