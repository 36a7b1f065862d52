import { LimitType } from "./limit-type.js";
import { durationInWords } from "./time.js";
import type { UsageLimit } from "./usage-limit.js";

/** Says what a limit lets through: "at most 5 ETH in all". */
export function describeLimit(
  { limitType, limit, period }: UsageLimit,
  write: (amount: bigint) => string,
): string {
  switch (limitType) {
    case LimitType.Unlimited:
      return "without limit";
    case LimitType.Lifetime:
      return `at most ${write(limit)} in all`;
    case LimitType.Allowance:
      return `at most ${write(limit)} in every period of ${durationInWords(period)}`;
  }
}
