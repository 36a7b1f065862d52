import { Device, type Passkey } from "./device.js";
import type { Devtools, DevtoolsEvent } from "./devtools.js";
import type { NewPage } from "./page-gate.js";

/** The devices of the people who use a browser, and the pages of each. */
export class Devices {
  readonly #devtools: Devtools;
  /** By the context of the browser. */
  readonly #devices = new Map<string, Device>();
  /** By the session of a page. */
  readonly #pages = new Map<string, Device>();

  constructor(devtools: Devtools) {
    this.#devtools = devtools;
    devtools.onEvent((event) => this.#hear(event));
  }

  /** Makes a device for a context that has no page yet. */
  add(context: string, passkeys: readonly Passkey[] = []): Device {
    const device = new Device(this.#devtools, passkeys);
    this.#devices.set(context, device);
    return device;
  }

  /** Forgets a context that is closed. */
  remove(context: string): void {
    this.#devices.delete(context);
  }

  /** Gives a page its person's device. */
  prepare = async ({ targetId, browserContextId }: NewPage): Promise<void> => {
    const device = this.#devices.get(browserContextId);
    if (!device) return;
    const session = await this.#attach(targetId);
    if (session === undefined) return;
    this.#pages.set(session, device);
    await device.addPage(session);
  };

  /** Returns a session of the page, or nothing if it is closed already. */
  async #attach(targetId: string): Promise<string | undefined> {
    const attached = this.#devtools.send<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    return attached.then(
      ({ sessionId }) => sessionId,
      () => undefined,
    );
  }

  #hear({ method, params, sessionId = "" }: DevtoolsEvent): void {
    if (method === "Target.detachedFromTarget") this.#close((params as { sessionId: string }).sessionId);
    const { credential } = (params ?? {}) as { credential: Passkey };
    if (method === "WebAuthn.credentialAdded") this.#pages.get(sessionId)?.made(credential, sessionId);
    if (method === "WebAuthn.credentialAsserted") this.#pages.get(sessionId)?.used(credential);
  }

  #close(session: string): void {
    this.#pages.get(session)?.removePage(session);
    this.#pages.delete(session);
  }
}
