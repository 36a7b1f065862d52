import { connectAccount, configuredWishes } from "./connect-account.js";
import type { ProviderCore } from "./provider-core.js";

/**
 * Connects an account where nobody is connected. Whoever asks while the person is being asked joins: a second click, or a
 * component that is mounted twice, opens no second session.
 */
export class FirstConnection {
  readonly #core: ProviderCore;
  #pending: { readonly visit: number; readonly connected: Promise<unknown> } | undefined;

  constructor(core: ProviderCore) {
    this.#core = core;
  }

  /**
   * Does nothing if somebody is connected.
   *
   * @param chainId - of the chain to ask for the session on; the one the app is at if not given
   * @param opening - the way to the auth server, if it was opened for this already
   * @throws UnknownChainError if the app is not configured with the chain
   */
  async make(chainId: number | undefined, opening: Promise<void> | undefined): Promise<void> {
    const { state } = this.#core;
    state.chain(chainId);
    if (state.connection) return;
    // What was asked for before the person left is no connection for whoever comes after.
    if (this.#pending?.visit !== state.visit) {
      const connected = connectAccount(this.#core, () => configuredWishes(this.#core), { chainId, opening });
      const pending = { visit: state.visit, connected };
      this.#pending = pending;
      const forget = (): void => {
        if (this.#pending === pending) this.#pending = undefined;
      };
      connected.then(forget, forget);
    }
    await this.#pending.connected;
  }
}
