import { SESSION_CHANGED } from "./connection-state.js";
import type { ProviderActions } from "./provider-actions.js";
import type { ProviderCore } from "./provider-core.js";

/**
 * Loads what a provider does beyond telling who is connected: an app that nobody has connected to starts without it. It
 * is loaded when it is first needed, or as soon as somebody is connected, so that it is there before they click.
 */
export class LateActions {
  readonly #core: ProviderCore;
  #loaded: ProviderActions | undefined;
  #loading: Promise<ProviderActions> | undefined;

  constructor(core: ProviderCore) {
    this.#core = core;
    core.emitter.on(SESSION_CHANGED, () => {
      // Offline, perhaps: it is tried again when it is needed.
      if (core.state.connection) this.#load().catch(() => undefined);
    });
  }

  /**
   * Does something: at once, if it is loaded. Otherwise the way to the auth server is opened first if it is needed, since
   * the person's click is over when the code is there.
   *
   * @param asksOwner - whether this will ask the owner for sure
   * @param opened - the way to the auth server, if it was opened for this already
   * @throws DisconnectedMeanwhileError if the person has left by the time it is loaded
   */
  async run<result>(
    asksOwner: boolean,
    act: (actions: ProviderActions, opening?: Promise<void>) => Promise<result>,
    opened?: Promise<void>,
  ): Promise<result> {
    const { authServer } = this.#core;
    const opensNow = opened !== undefined || (asksOwner && !this.#loaded);
    return opensNow ? authServer.openFor(opened, (opening) => this.#run(act, opening)) : this.#run(act);
  }

  async #run<result>(
    act: (actions: ProviderActions, opening?: Promise<void>) => Promise<result>,
    opening?: Promise<void>,
  ): Promise<result> {
    if (this.#loaded) return act(this.#loaded, opening);
    const checkStays = this.#core.state.staying();
    const actions = await this.#load();
    checkStays();
    return act(actions, opening);
  }

  #load(): Promise<ProviderActions> {
    this.#loading ??= this.#import().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #import(): Promise<ProviderActions> {
    const { ProviderActions: Actions } = await import("./provider-actions.js");
    return (this.#loaded = new Actions(this.#core));
  }
}
