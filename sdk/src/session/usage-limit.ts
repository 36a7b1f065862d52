import { LimitType } from "./limit-type.js";

/** A limit as the contract has it. `limit` is in the unit of what is counted (wei, argument units, uses). */
export interface UsageLimit {
  limitType: (typeof LimitType)[LimitType];
  limit: bigint;
  /** Seconds; only an allowance has one, and 0 means none. */
  period: bigint;
}

/** No limit. */
export const LimitUnlimited: UsageLimit = { limitType: LimitType.Unlimited, limit: 0n, period: 0n };

/** A limit that lets nothing through. */
export const LimitZero: UsageLimit = { limitType: LimitType.Lifetime, limit: 0n, period: 0n };

/** The largest number of the chain; also what is left of an unlimited limit. */
export const MAX_UINT256 = 2n ** 256n - 1n;

/** Makes a limit for the session's lifetime. */
export function lifetime(limit: bigint): UsageLimit {
  return { limitType: LimitType.Lifetime, limit, period: 0n };
}

/** Makes a limit for each period of so many seconds. */
export function allowance(limit: bigint, period: bigint): UsageLimit {
  return { limitType: LimitType.Allowance, limit, period };
}

/** Says whether nothing is counted. */
export function isUnlimited({ limitType }: UsageLimit): boolean {
  return limitType === LimitType.Unlimited;
}

/** The number of the period that `timestamp` (seconds) is in, as the contract counts them; 0 of other limits. */
export function periodId({ limitType, period }: UsageLimit, timestamp: bigint): bigint {
  return limitType === LimitType.Allowance ? timestamp / period : 0n;
}

/** The last second (Unix time) of the period of an allowance that `timestamp` is in. */
export function periodEnd(allowanceLimit: UsageLimit, timestamp: bigint): bigint {
  return (periodId(allowanceLimit, timestamp) + 1n) * allowanceLimit.period - 1n;
}
