import { isRedirect } from "../communicator/is-redirect.js";
import type { ReturnedRequest } from "../communicator/redirect-communicator.js";
import { ConnectParamsSchema, ConnectResultSchema } from "../messages/connect-schemas.js";
import { parseMessage } from "../messages/parse-message.js";
import type { SessionPreferences } from "../session/preferences.js";
import { p256Address } from "../session-key/index.js";
import { resultOf } from "./auth-server-link.js";
import { connectionOf, readAnswer } from "./connect.js";
import { callsMethods } from "./methods/calls-methods.js";
import { chainMethods } from "./methods/chain-methods.js";
import {
  configuredWishes,
  connectAccount,
  connectMethods,
  revokeSession,
} from "./methods/connect-methods.js";
import type { LateMethod } from "./methods/late-methods.js";
import type { MethodTable } from "./methods/method-table.js";
import { signingMethods } from "./methods/signing-methods.js";
import { transactionMethods } from "./methods/transaction-methods.js";
import type { ProviderCore } from "./provider-core.js";
import type { SsoClient } from "./provider-interface.js";
import type { RequestSessionOptions } from "./request-session-options.js";
import { SessionClients, sessionDataOf } from "./session-clients.js";
import { providerClient, type WalletClientParameters } from "./wallet-client.js";

/** What a provider does once somebody connects or is connected. Nothing that starts with the app may import this. */
export class ProviderActions {
  readonly methods: MethodTable<LateMethod>;
  readonly #core: ProviderCore;
  readonly #sessions: SessionClients;

  constructor(core: ProviderCore) {
    this.#core = core;
    this.#sessions = new SessionClients(core);
    const makeSender = () => this.#sessions.get();
    this.methods = {
      ...connectMethods(core),
      ...chainMethods(core),
      ...signingMethods(core),
      ...transactionMethods(core, makeSender),
      ...callsMethods(core, makeSender),
    };
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

  /** Makes a viem client of an account: one for the session, if there is one on the chain. */
  async getClient(parameters: WalletClientParameters): Promise<SsoClient> {
    const wallet = providerClient(parameters);
    const session = await this.#sessions.get(parameters.chain.id);
    return (session ? Object.assign(wallet, sessionDataOf(session)) : wallet) as unknown as SsoClient;
  }

  /**
   * Takes the answer that the page came back with, and connects who connected.
   *
   * @throws UnexpectedRedirectError if this tab did not ask
   */
  async resume(): Promise<{ method: string; result: unknown } | undefined> {
    const { communicator } = this.#core;
    const returned = isRedirect(communicator) ? communicator.takeReturned() : undefined;
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
}
