import type { Address } from "viem";
import { isRedirect } from "../communicator/is-redirect.js";
import type { SessionPreferences } from "../session/preferences.js";
import { CallsStore } from "./calls-store.js";
import { configuredWishes, connectAccount } from "./connect-account.js";
import { FirstConnection } from "./first-connection.js";
import { callsMethods } from "./methods/calls-methods.js";
import { chainMethods } from "./methods/chain-methods.js";
import { connectMethods, revokeSession, revokeSessions } from "./methods/connect-methods.js";
import { estimateMethods } from "./methods/estimate-methods.js";
import type { LateMethod } from "./methods/late-methods.js";
import type { MethodTable } from "./methods/method-table.js";
import { signingMethods } from "./methods/signing-methods.js";
import { transactionMethods } from "./methods/transaction-methods.js";
import type { ProviderCore } from "./provider-core.js";
import type { SsoClient } from "./provider-interface.js";
import type { RequestSessionOptions } from "./request-session-options.js";
import { requestsOn } from "./requests-on.js";
import { resume } from "./resume.js";
import type { Resumed } from "./resumed.js";
import { SessionClients, sessionDataOf } from "./session-clients.js";
import { providerClient, type WalletClientParameters } from "./wallet-client.js";

/** What a provider does once somebody connects or is connected. Nothing that starts with the app may import this. */
export class ProviderActions {
  readonly methods: MethodTable<LateMethod>;
  readonly #core: ProviderCore;
  readonly #sessions: SessionClients;
  readonly #firstConnection: FirstConnection;
  readonly #sentCalls: CallsStore;
  /** What the page came back with: wagmi's connector may have taken it before the app asks. */
  #resumed: Promise<Resumed | undefined> | undefined;

  constructor(core: ProviderCore) {
    this.#core = core;
    this.#sessions = new SessionClients(core);
    this.#firstConnection = new FirstConnection(core);
    this.#sentCalls = new CallsStore(core.storage);
    const makeSender = () => this.#sessions.get();
    this.methods = {
      ...connectMethods(core, this.#firstConnection),
      ...chainMethods(core),
      ...signingMethods(core),
      ...estimateMethods(core, makeSender),
      ...transactionMethods(core, makeSender),
      ...callsMethods(core, makeSender, this.#sentCalls),
    };
  }

  /** Connects on a chain, if nobody is connected, and returns the accounts. */
  async handshake(chainId: number | undefined, opening?: Promise<void>): Promise<Address[]> {
    await this.#firstConnection.make(chainId, opening);
    return this.#core.state.accounts;
  }

  /** Asks the owner for a session: for what the app is configured with, if there are no preferences. */
  async requestSession(
    preferences: SessionPreferences | undefined,
    options: RequestSessionOptions,
    opening?: Promise<void>,
  ): Promise<void> {
    const wishes = async () =>
      preferences ? { session: { preferences, ...options } } : configuredWishes(this.#core);
    await connectAccount(this.#core, wishes, { opening });
  }

  /** @throws NoSessionError if there is none */
  revokeSession(opening?: Promise<void>): Promise<void> {
    return revokeSession(this.#core, opening);
  }

  /** Has the owner close the sessions of all chains. */
  revokeSessions(opening?: Promise<void>): Promise<void> {
    return revokeSessions(this.#core, opening);
  }

  /** Makes a viem client of an account: one for the session, if there is one on the chain. */
  async getClient(parameters: WalletClientParameters): Promise<SsoClient> {
    const { chain, request } = parameters;
    const wallet = providerClient({ ...parameters, request: requestsOn(this.#core, chain.id, request) });
    const session = await this.#sessions.get(chain.id);
    return (session ? Object.assign(wallet, sessionDataOf(session)) : wallet) as unknown as SsoClient;
  }

  /**
   * Takes the answer that the page came back with, and connects who connected; whoever asks later is told the same. Never
   * fulfilled if the page leaves again to say that it has asked.
   *
   * @throws UnexpectedRedirectError if this tab did not ask
   */
  resume(): Promise<Resumed | undefined> {
    return (this.#resumed ??= this.#takeReturned());
  }

  async #takeReturned(): Promise<Resumed | undefined> {
    const { communicator } = this.#core;
    const returned = isRedirect(communicator) ? await communicator.takeReturned() : undefined;
    if (!returned) return undefined;
    const { method } = returned.request.content.action;
    const result = await resume(this.#core, returned, this.#sentCalls);
    return { method, result };
  }
}
