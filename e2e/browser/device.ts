import type { Devtools } from "./devtools.js";

/** A passkey as a virtual authenticator stores it (DevTools protocol, `WebAuthn.Credential`). */
export interface Passkey {
  readonly credentialId: string;
  readonly rpId?: string;
  readonly signCount: number;
}

/** How many passkeys were created and how often one signed: each is a prompt that the person agreed to. */
export interface Prompts {
  readonly made: number;
  readonly used: number;
}

/** Counts prompts of both kinds. */
export function allPrompts({ made, used }: Prompts): number {
  return made + used;
}

/** Like a phone's or a laptop's: built in, verifying the user, its passkeys discoverable and synced. */
const AUTHENTICATOR = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
  defaultBackupEligibility: true,
  defaultBackupState: true,
} as const;

/**
 * A person's device with its passkeys. The browser's virtual authenticators belong to one page each; this
 * combines them: a passkey created in one page is available in the others, and in those opened later.
 */
export class Device {
  readonly #devtools: Devtools;
  readonly #passkeys: Map<string, Passkey>;
  /** The pages' authenticators, by the session of each page. */
  readonly #authenticators = new Map<string, string>();
  #prompts = { made: 0, used: 0 };
  #agrees = true;

  /** @param passkeys - those synced from the person's other device */
  constructor(devtools: Devtools, passkeys: readonly Passkey[] = []) {
    this.#devtools = devtools;
    this.#passkeys = new Map(passkeys.map((passkey) => [passkey.credentialId, passkey]));
  }

  /** Gives a page the device's authenticator, with all passkeys. */
  async addPage(session: string): Promise<void> {
    await this.#devtools.send("WebAuthn.enable", {}, session);
    const { authenticatorId } = await this.#devtools.send<{ authenticatorId: string }>(
      "WebAuthn.addVirtualAuthenticator",
      { options: { ...AUTHENTICATOR, isUserVerified: this.#agrees } },
      session,
    );
    this.#authenticators.set(session, authenticatorId);
    for (const passkey of this.#passkeys.values()) await this.#copy(passkey, session);
  }

  /** Forgets a page that is gone. */
  removePage(session: string): void {
    this.#authenticators.delete(session);
  }

  /** Records a passkey that was created in a page, and copies it to the others. */
  made(passkey: Passkey, session: string): void {
    // Copying to a page also triggers the event.
    if (this.#passkeys.has(passkey.credentialId)) return;
    this.#passkeys.set(passkey.credentialId, passkey);
    this.#prompts.made++;
    for (const other of this.#authenticators.keys())
      if (other !== session) void this.#copy(passkey, other).catch(() => undefined);
  }

  /** Records that a passkey has signed. */
  used(passkey: Passkey): void {
    this.#passkeys.set(passkey.credentialId, passkey);
    this.#prompts.used++;
  }

  /** Counts the prompts that the person has agreed to so far. */
  async prompts(): Promise<Prompts> {
    await this.#heard();
    return { ...this.#prompts };
  }

  /** Returns the passkeys once all pages have them: what a synced device starts with. */
  async passkeys(): Promise<Passkey[]> {
    await this.#heard();
    return [...this.#passkeys.values()];
  }

  /** Has the person fail every prompt from now on, as by a wrong finger or by cancelling. */
  decline(): Promise<void> {
    return this.#agree(false);
  }

  /** Has the person leave every prompt open from now on. */
  hesitate(): Promise<void> {
    return this.#onEachPage("WebAuthn.setAutomaticPresenceSimulation", { enabled: false });
  }

  /** Has the person agree to prompts again. */
  async agree(): Promise<void> {
    await this.#onEachPage("WebAuthn.setAutomaticPresenceSimulation", { enabled: true });
    await this.#agree(true);
  }

  async #agree(isUserVerified: boolean): Promise<void> {
    this.#agrees = isUserVerified;
    await this.#onEachPage("WebAuthn.setUserVerified", { isUserVerified });
  }

  async #onEachPage(method: string, params: object): Promise<void> {
    await Promise.all(
      [...this.#authenticators].map(([session, authenticatorId]) =>
        this.#devtools.send(method, { authenticatorId, ...params }, session),
      ),
    );
  }

  async #copy(credential: Passkey, session: string): Promise<void> {
    const authenticatorId = this.#authenticators.get(session);
    await this.#devtools.send("WebAuthn.addCredential", { authenticatorId, credential }, session);
  }

  /** Waits until all events of the browser are recorded and all earlier commands are done. */
  async #heard(): Promise<void> {
    await this.#devtools.send("Target.getTargets");
  }
}
