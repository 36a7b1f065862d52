/**
 * Where a chain's copy of the suite is. The first six keys are those of the published clients' configuration.
 */
export interface SuiteAddresses {
  readonly accountFactory: string;
  readonly beacon: string;
  readonly passkey: string;
  readonly session: string;
  readonly recovery: string;
  /** Pays for what newcomers need. */
  readonly accountPaymaster?: string;
  /** The account's code, which the beacon names. */
  readonly accountImplementation: string;
  /** Code with which pages simulate calls before the person approves them. */
  readonly callPreview?: string;
}

const REQUIRED = [
  "accountFactory",
  "beacon",
  "passkey",
  "session",
  "recovery",
  "accountImplementation",
] as const;

/** Returns whether a value read from a file has every address the suite needs. */
export function isSuiteAddresses(value: unknown): value is SuiteAddresses {
  if (typeof value !== "object" || value === null) return false;
  const entries = value as Record<string, unknown>;
  return REQUIRED.every((key) => /^0x[0-9a-fA-F]{40}$/.test(String(entries[key])));
}
