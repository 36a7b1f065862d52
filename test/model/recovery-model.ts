/**
 * A recovery that was started and has not ended: the passkey it adds, its start (Unix time, seconds), and who
 * started it.
 */
export interface PendingRecovery {
  readonly passkey: number;
  readonly start: bigint;
  readonly by: number;
  /** Finishing transactions that the account paid for. */
  paidAttempts: number;
}

/** An account's guardians for an origin, whether they agreed, and the recovery one of them started. */
interface DomainEntry {
  readonly guardians: Map<number, boolean>;
  recovery?: PendingRecovery;
}

/** Where something happens: an account and an origin, by their numbers. */
export interface Scope {
  readonly account: number;
  readonly domain: number;
}

/**
 * The outcome of an attempt to end a recovery: refused, accepted in vain because the passkey is somebody's,
 * or successful.
 */
export type Finish = { readonly refusal: string } | "in vain" | "added";

const DELAY = 86_400n;
const VALIDITY = 3n * 86_400n;
const MAX_PAID_ATTEMPTS = 3;

/**
 * What the recovery module must do, in numbers: accounts, origins, guardians and passkeys. A method changes
 * the model and returns the name of the error if the module must refuse. Times are in seconds (Unix time).
 */
export class RecoveryModel {
  #entries = new Map<string, DomainEntry>();
  readonly #keys = new Map<string, number>();

  propose(scope: Scope, guardian: number): string | undefined {
    const { guardians } = this.#entry(scope);
    if (guardians.has(guardian)) return "GuardianAlreadyProposed";
    guardians.set(guardian, false);
    return undefined;
  }

  agree(scope: Scope, guardian: number): string | undefined {
    const { guardians } = this.#entry(scope);
    if (!guardians.has(guardian)) return "GuardianNotProposed";
    guardians.set(guardian, true);
    return undefined;
  }

  remove(scope: Scope, guardian: number): string | undefined {
    const entry = this.#entry(scope);
    if (!entry.guardians.delete(guardian)) return "GuardianNotProposed";
    if (entry.recovery?.by === guardian) delete entry.recovery;
    return undefined;
  }

  begin(scope: Scope, guardian: number, passkey: number, now: bigint): string | undefined {
    const entry = this.#entry(scope);
    if (entry.guardians.size === 0) return "UnknownOriginDomain";
    if (entry.guardians.get(guardian) !== true) return "NotGuardian";
    if (this.pending(scope, now)) return "RecoveryInProgress";
    const owner = this.owner(scope.domain, passkey);
    if (owner !== undefined) return owner === scope.account ? "CredentialInUse" : "CredentialTaken";
    entry.recovery = { passkey, start: now, by: guardian, paidAttempts: 0 };
    return undefined;
  }

  discard(scope: Scope): string | undefined {
    const entry = this.#entry(scope);
    if (!entry.recovery) return "NoRecovery";
    delete entry.recovery;
    return undefined;
  }

  /**
   * @param secondsLeft how long the window must stay open: sequencers require a minute, the chain itself
   * nothing.
   * @param atomic whether a transaction that adds nothing undoes what its validation did. The account pays
   * for all of them.
   */
  finish(scope: Scope, passkey: number, now: bigint, secondsLeft: bigint, atomic: boolean): Finish {
    const entry = this.#entry(scope);
    if (!entry.recovery) return { refusal: "NoRecovery" };
    const { passkey: committed, start } = entry.recovery;
    if (passkey !== committed) return { refusal: "WrongPasskey" };
    if (now < start + DELAY || now > start + VALIDITY) return { refusal: "TimestampOutOfRange" };
    if (now + secondsLeft > start + VALIDITY) return { refusal: "too close to the range end" };
    if (entry.recovery.paidAttempts === MAX_PAID_ATTEMPTS) return { refusal: "NoPaidAttemptsLeft" };
    if (this.owner(scope.domain, passkey) !== undefined) {
      if (atomic) return { refusal: "KeyExists" };
      entry.recovery.paidAttempts++;
      return "in vain";
    }
    delete entry.recovery;
    this.#keys.set(`${scope.domain} ${passkey}`, scope.account);
    return "added";
  }

  /** Uninstalls and reinstalls the module on the account. */
  reinstall(account: number): void {
    this.#entries = new Map([...this.#entries].filter(([name]) => !name.startsWith(`${account} `)));
  }

  guardians(scope: Scope): ReadonlyMap<number, boolean> {
    return this.#entry(scope).guardians;
  }

  /** Returns the recovery as long as it can be finished, now or later. */
  pending(scope: Scope, now: bigint): PendingRecovery | undefined {
    const { recovery } = this.#entry(scope);
    if (!recovery || now > recovery.start + VALIDITY) return undefined;
    return this.owner(scope.domain, recovery.passkey) === undefined ? recovery : undefined;
  }

  /** Returns the recovery that was started last and has not ended, in time or not. */
  started(scope: Scope): PendingRecovery | undefined {
    return this.#entry(scope).recovery;
  }

  /** Returns the account a passkey belongs to, for an origin. */
  owner(domain: number, passkey: number): number | undefined {
    return this.#keys.get(`${domain} ${passkey}`);
  }

  #entry({ account, domain }: Scope): DomainEntry {
    const name = `${account} ${domain}`;
    const entry = this.#entries.get(name) ?? { guardians: new Map<number, boolean>() };
    this.#entries.set(name, entry);
    return entry;
  }
}
