import type { Address } from "../primitives/hex.ts";

/** Holds the accounts whose transactions run without validation, signature or fee. */
export class Impersonation {
  readonly #accounts = new Set<Address>();
  /** Whether every account is impersonated. */
  automatic: boolean;

  constructor(automatic: boolean) {
    this.automatic = automatic;
  }

  start(account: Address): void {
    this.#accounts.add(account);
  }

  /** Stops impersonating an account; returns whether it was impersonated. */
  stop(account: Address): boolean {
    return this.#accounts.delete(account);
  }

  includes(account: Address): boolean {
    return this.automatic || this.#accounts.has(account);
  }

  clear(): void {
    this.#accounts.clear();
  }
}
