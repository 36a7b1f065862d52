/** How a limit is counted; the numbers are the contract's. */
export const LimitType = { Unlimited: 0, Lifetime: 1, Allowance: 2 } as const;

/** How a calldata word is compared with a reference value; the numbers are the contract's. */
export const Condition = {
  Unconstrained: 0,
  Equal: 1,
  Greater: 2,
  Less: 3,
  GreaterOrEqual: 4,
  LessOrEqual: 5,
  NotEqual: 6,
} as const;

/** `SessionState.status`. */
export const SessionStatus = { NotInitialized: 0, Active: 1, Closed: 2 } as const;

/** The index of a constraint that counts uses instead of reading a calldata word. */
export const USE_COUNT_INDEX = 2n ** 64n - 1n;

/** At most `limit` in all, or per `period` seconds; `limit` is in wei or in the unit of the argument it bounds. */
export interface UsageLimit {
  readonly limitType: bigint | number;
  readonly limit: bigint;
  readonly period: bigint;
}

/** A condition and a limit on the 32-byte calldata word at `4 + 32 * index`. */
export interface Constraint {
  readonly condition: bigint | number;
  readonly index: bigint;
  readonly refValue: string;
  readonly limit: UsageLimit;
}

/** Calls of one function of one contract; values in wei. */
export interface CallSpec {
  readonly target: string;
  readonly selector: string;
  readonly maxValuePerUse: bigint;
  readonly valueLimit: UsageLimit;
  readonly constraints: Constraint[];
}

/** Transfers of ETH to one address; values in wei. */
export interface TransferSpec {
  readonly target: string;
  readonly maxValuePerUse: bigint;
  readonly valueLimit: UsageLimit;
}

/** Everything a session key may do; `expiresAt` in seconds since 1970. */
export interface SessionSpec {
  readonly signer: string;
  readonly expiresAt: bigint;
  readonly feeLimit: UsageLimit;
  readonly callPolicies: CallSpec[];
  readonly transferPolicies: TransferSpec[];
}
