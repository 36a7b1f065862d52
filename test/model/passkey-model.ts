/** A passkey's name: a page and a credential, by their numbers. */
export interface PasskeyName {
  readonly page: number;
  readonly credential: number;
}

/** A key with the name it is registered under. */
export interface NamedKey {
  readonly name: PasskeyName;
  readonly key: number;
}

/** What the passkey module must know, in numbers: accounts, pages, credentials and public keys. */
export class PasskeyModel {
  /** The permanent owner of each credential of a page. */
  readonly #owners = new Map<string, number>();
  /** The keys of each account that has the module. */
  readonly #keys = new Map<number, Map<string, number>>();

  /** Starts afresh, with or without a first key. Returns the name of the error if the module must refuse. */
  install(account: number, first?: NamedKey): string | undefined {
    const before = this.#keys.get(account);
    this.#keys.set(account, new Map());
    const refusal = first && this.add(account, first);
    if (refusal !== undefined) {
      if (before) this.#keys.set(account, before);
      else this.#keys.delete(account);
    }
    return refusal;
  }

  /** Registers a key. Returns the name of the error if the module must refuse. */
  add(account: number, { name, key }: NamedKey): string | undefined {
    const keys = this.#keys.get(account);
    if (!keys) return "AccountNotInitialized";
    const owner = this.#owners.get(text(name)) ?? account;
    if (owner !== account || keys.has(text(name))) return "KeyExists";
    this.#owners.set(text(name), account);
    keys.set(text(name), key);
    return undefined;
  }

  /** Removes a key. Returns the name of the error if the module must refuse. */
  remove(account: number, name: PasskeyName): string | undefined {
    return this.#keys.get(account)?.delete(text(name)) ? undefined : "NotKeyOwner";
  }

  /** Removes all of an account's keys. */
  uninstall(account: number): void {
    this.#keys.delete(account);
  }

  /** Returns the account that a passkey opens. */
  registered(name: PasskeyName): number | undefined {
    const owner = this.#owners.get(text(name));
    return owner !== undefined && this.key(owner, name) !== undefined ? owner : undefined;
  }

  /** Returns the account that a passkey permanently belongs to. */
  owner(name: PasskeyName): number | undefined {
    return this.#owners.get(text(name));
  }

  /** Returns the key with which an account's passkey signs, if it is one of the account's. */
  key(account: number, name: PasskeyName): number | undefined {
    return this.#keys.get(account)?.get(text(name));
  }

  /** Returns whether the module counts as a key of an account. */
  counts(account: number): boolean {
    return (this.#keys.get(account)?.size ?? 0) !== 0;
  }
}

function text({ page, credential }: PasskeyName): string {
  return `${page} ${credential}`;
}
