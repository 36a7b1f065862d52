import { LimitType } from "./limit-type.js";
import type { Bound } from "./spending-bound.js";
import { periodsIn, type TimeSpan } from "./time-span.js";
import type { UsageLimit } from "./usage-limit.js";

/** The most that a limit alone lets through in a span. */
export function mostOfLimit({ limitType, limit, period }: UsageLimit, span: TimeSpan): Bound {
  if (span.to < span.from) return { amount: 0n, isExact: true };
  if (limitType === LimitType.Unlimited)
    return { amount: undefined, isExact: true, reason: "it has no limit" };
  const periods = limitType === LimitType.Allowance ? periodsIn(span, period) : 1n;
  return { amount: limit * periods, isExact: true };
}
