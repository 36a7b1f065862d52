import { LimitType } from "./limit-type.js";
import { USE_COUNT_INDEX, type CallSpec, type ConstraintSpec } from "./session-spec.js";
import type { Bound } from "./spending-bound.js";
import { periodsIn, type TimeSpan } from "./time-span.js";
import { isUnlimited, MAX_UINT256, type UsageLimit } from "./usage-limit.js";
import { wordRange } from "./word-range.js";

/** What a policy says of value and arguments. */
type Policy = Pick<CallSpec, "target" | "maxValuePerUse" | "valueLimit" | "constraints">;

/** The most ETH that a policy lets go in a span. `name` says what its uses are. */
export function mostOfValue(policy: Policy, span: TimeSpan, name: string): Bound {
  const quantity = {
    lowest: 0n,
    highest: policy.maxValuePerUse,
    holes: [],
    limits: [policy.valueLimit],
  };
  const uses = useLimits(policy.constraints, undefined);
  if (!uses) return NOTHING;
  return most(quantity, uses, span) ?? unlimited(`the value of ${name} to ${policy.target} has no limit`);
}

/** The most that the argument word `index` can add up to over all uses of a policy in a span. */
export function mostOfArgument(policy: Policy, index: bigint, span: TimeSpan, name: string): Bound {
  const range = wordRange(policy.constraints, index);
  const uses = useLimits(policy.constraints, index);
  if (!range || !uses) return NOTHING;
  const limits = policy.constraints.filter((each) => each.index === index).map(({ limit }) => limit);
  return (
    most({ ...range, limits }, uses, span) ??
    unlimited(`the amount of ${name} of ${policy.target} has no limit`)
  );
}

/** The most uses of a policy in a span; undefined if nothing bounds them. */
export function mostOfUses({ constraints }: Policy, span: TimeSpan): Bound | undefined {
  const uses = useLimits(constraints, undefined);
  return uses ? most({ lowest: 1n, highest: 1n, holes: [], limits: [] }, uses, span) : NOTHING;
}

const NOTHING: Bound = { amount: 0n, isExact: true };

function unlimited(reason: string): Bound {
  return { amount: undefined, isExact: true, reason };
}

/** What each use takes some of: from `lowest` to `highest`, within limits on the sum. */
interface Quantity {
  readonly lowest: bigint;
  readonly highest: bigint;
  readonly holes: readonly bigint[];
  readonly limits: readonly UsageLimit[];
}

/**
 * Limits on the number of uses: counts, and limits on words that each use takes at least something of. Undefined if no
 * use is possible, as the conditions on some word exclude each other.
 */
function useLimits(
  constraints: readonly ConstraintSpec[],
  except: bigint | undefined,
): UsageLimit[] | undefined {
  const limits: UsageLimit[] = [];
  for (const { index, limit } of constraints) {
    if (index === USE_COUNT_INDEX) {
      limits.push(limit);
      continue;
    }
    const range = wordRange(constraints, index);
    if (!range) return undefined;
    if (index === except || range.lowest === 0n || isUnlimited(limit)) continue;
    limits.push({ ...limit, limit: limit.limit / range.lowest });
  }
  return limits;
}

/** The most in all, undefined if there is no bound. With several lengths of period the least of their bounds. */
function most(quantity: Quantity, uses: readonly UsageLimit[], span: TimeSpan): Bound | undefined {
  if (span.to < span.from || quantity.highest === 0n) return NOTHING;
  const periods = new Set(
    [...quantity.limits, ...uses]
      .filter(({ limitType }) => limitType === LimitType.Allowance)
      .map(({ period }) => period),
  );
  const lengths: (bigint | undefined)[] = periods.size === 0 ? [undefined] : [...periods];
  const amount = least(lengths.map((length) => mostWithPeriod(quantity, uses, span, length)));
  if (amount === undefined) return undefined;
  return { amount, isExact: periods.size <= 1 && quantity.holes.length === 0 };
}

/** The most, by the limits for the lifetime and those with this length of period. */
function mostWithPeriod(
  { lowest, highest, limits }: Quantity,
  uses: readonly UsageLimit[],
  span: TimeSpan,
  period: bigint | undefined,
): bigint | undefined {
  const inAll = leastLimit(limits, undefined);
  const inPeriod = period === undefined ? undefined : leastLimit(limits, period);
  const windows = period === undefined ? 1n : periodsIn(span, period);
  const perUse = (limit: bigint | undefined) =>
    limit === undefined || lowest === 0n ? undefined : limit / lowest;
  const usesInAll = least([leastLimit(uses, undefined), perUse(inAll)]);
  if (usesInAll === 0n) return 0n;
  const usesInPeriod = period === undefined ? undefined : least([leastLimit(uses, period), perUse(inPeriod)]);

  // In each period: uses that take the most each, then one that takes what is left.
  const full = least([usesInPeriod, inPeriod === undefined ? undefined : inPeriod / highest]);
  if (full === undefined) {
    // No use takes more than its word can hold, but that many of them is no bound.
    if (usesInAll === undefined || highest === MAX_UINT256) return inAll;
    return least([usesInAll * highest, inAll]);
  }
  const rest =
    inPeriod !== undefined && (usesInPeriod === undefined || usesInPeriod > full)
      ? inPeriod - full * highest
      : 0n;
  const fullInAll = least([usesInAll, windows * full]) ?? 0n;
  const restsInAll = usesInAll === undefined ? windows : (least([usesInAll - fullInAll, windows]) ?? 0n);
  if (highest === MAX_UINT256 && fullInAll > 0n && inPeriod === undefined) return inAll;
  return least([fullInAll * highest + restsInAll * rest, inAll]);
}

function leastLimit(limits: readonly UsageLimit[], period: bigint | undefined): bigint | undefined {
  const type = period === undefined ? LimitType.Lifetime : LimitType.Allowance;
  return least(
    limits
      .filter((each) => each.limitType === type && (period === undefined || each.period === period))
      .map(({ limit }) => limit),
  );
}

/** The smallest of some numbers, of which undefined ones are infinite. */
function least(numbers: readonly (bigint | undefined)[]): bigint | undefined {
  return numbers.reduce((smallest, each) => {
    if (smallest === undefined || each === undefined) return smallest ?? each;
    return each < smallest ? each : smallest;
  }, undefined);
}
