/** Whose a credential of a page is, and with which of the keys. */
interface Registration {
  readonly account: number;
  readonly key: number;
}

/** A passkey's name: a page and a credential, by their numbers. */
export interface PasskeyName {
  readonly page: number;
  readonly credential: number;
}

/** What the passkey module must know, in numbers: accounts, pages, credentials and public keys. */
export class PasskeyModel {
  readonly #registrations = new Map<string, Registration>();

  /** Registers a key. Returns the name of the error if the module must refuse. */
  add(account: number, name: PasskeyName, key: number): string | undefined {
    if (this.#registrations.has(text(name))) return "KeyExists";
    this.#registrations.set(text(name), { account, key });
    return undefined;
  }

  /** Takes a key off. Returns the name of the error if the module must refuse. */
  remove(account: number, name: PasskeyName): string | undefined {
    if (this.owner(name) !== account) return "NotKeyOwner";
    this.#registrations.delete(text(name));
    return undefined;
  }

  /** Drops all of an account's keys. `named` are announced besides; one that is not its own refuses all. */
  uninstall(account: number, named: readonly PasskeyName[]): string | undefined {
    const names = new Set(named.map(text));
    if (names.size < named.length || named.some((name) => this.owner(name) !== account)) return "NotKeyOwner";
    for (const [name, registration] of this.#registrations) {
      if (registration.account === account) this.#registrations.delete(name);
    }
    return undefined;
  }

  owner(name: PasskeyName): number | undefined {
    return this.#registrations.get(text(name))?.account;
  }

  /** The key with which an account's passkey signs, if it is one of the account's. */
  key(account: number, name: PasskeyName): number | undefined {
    const registration = this.#registrations.get(text(name));
    return registration?.account === account ? registration.key : undefined;
  }
}

function text({ page, credential }: PasskeyName): string {
  return `${page} ${credential}`;
}
