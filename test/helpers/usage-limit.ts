import { LimitType, type UsageLimit } from "./session-spec";

/** A limit as an application writes it: a total, or a total per `period` seconds, or none. */
export type Limit = bigint | { readonly limit: bigint; readonly period?: bigint } | "unlimited";

/** No limit. */
export const unlimited: UsageLimit = { limitType: LimitType.Unlimited, limit: 0n, period: 0n };

/** At most this much over the whole session. */
export function lifetime(limit: bigint): UsageLimit {
  return { limitType: LimitType.Lifetime, limit, period: 0n };
}

/** At most this much in each period of so many seconds. */
export function allowance(limit: bigint, period: bigint): UsageLimit {
  return { limitType: LimitType.Allowance, limit, period };
}

/** The contract's form of an application's limit. */
export function usageLimit(limit: Limit): UsageLimit {
  if (limit === "unlimited") return unlimited;
  if (typeof limit === "bigint") return lifetime(limit);
  return limit.period === undefined ? lifetime(limit.limit) : allowance(limit.limit, limit.period);
}
