import { InvalidDurationError, InvalidLimitError } from "../errors/session-errors.js";
import { checkAmount } from "./amount.js";
import { checkMembers } from "./check-members.js";
import { parseDuration } from "./duration.js";
import { LimitType } from "./limit-type.js";
import type { PartialLimit } from "./preferences.js";
import { show } from "./show.js";
import { allowance, lifetime, LimitUnlimited, MAX_UINT256, type UsageLimit } from "./usage-limit.js";

/** Allowances of this many seconds and less are refused: no transaction would ever fit into a period of one. */
const TOO_SHORT_PERIOD = 60n;

/**
 * Turns a limit into the contract's form.
 *
 * @throws InvalidLimitError for what is no limit, or contradicts itself
 * @throws InvalidDurationError for a period that makes no sense, or of 60 s and less
 *
 * @example
 * formatLimitPreferences({ limit: 5n, period: "1 day" }) // { limitType: 2, limit: 5n, period: 86400n }
 */
export function formatLimitPreferences(limit: PartialLimit): UsageLimit {
  return resolveLimit(limit, "limit");
}

/** As `formatLimitPreferences`, for a field of that name. */
export function resolveLimit(preference: unknown, field: string): UsageLimit {
  if (typeof preference === "bigint") return lifetime(checkAmount(preference, field));
  if (typeof preference !== "object" || preference === null)
    throw invalid(field, `is no limit: ${show(preference)}`);
  checkMembers(preference, "a limit", field);
  const { limitType, limit, period } = preference as Record<string, unknown>;
  switch (typeOf(limitType, period, `${field}.limitType`)) {
    case "Unlimited":
      if (!isAbsent(limit)) throw invalid(`${field}.limit`, "is given, but nothing is limited");
      if (!isAbsent(period)) throw invalid(`${field}.period`, "is given, but nothing is limited");
      return { ...LimitUnlimited };
    case "Lifetime":
      if (!isAbsent(period)) throw invalid(`${field}.period`, "is given, but a lifetime has no periods");
      return lifetime(checkAmount(limit, `${field}.limit`));
    case "Allowance":
      return allowance(checkAmount(limit, `${field}.limit`), resolvePeriod(period, `${field}.period`));
  }
}

/**
 * Returns the seconds of an allowance's period.
 *
 * @throws InvalidDurationError for what is none, and for 60 s and less
 */
export function resolvePeriod(period: unknown, field: string): bigint {
  const seconds = typeof period === "string" ? parseDuration(period, field) : period;
  const fail = (problem: string, remedy: string) => new InvalidDurationError({ field, problem, remedy });
  if (typeof seconds !== "bigint" || seconds < 0n || seconds > MAX_UINT256)
    throw fail(
      `is no period: ${show(period)}`,
      'Give seconds as a bigint, or a duration such as "24 hours".',
    );
  if (seconds <= TOO_SHORT_PERIOD)
    throw fail(
      `is too short: ${seconds} s`,
      "The chain can use no allowance of 60 s or less. Take a longer one.",
    );
  return seconds;
}

/** The contract's form writes 0 where there is nothing. */
function isAbsent(member: unknown): boolean {
  return member === undefined || member === 0n;
}

function typeOf(limitType: unknown, period: unknown, field: string): LimitType {
  if (limitType === undefined) return period === undefined ? "Lifetime" : "Allowance";
  for (const name of Object.keys(LimitType) as LimitType[]) {
    if (limitType === LimitType[name] || limitType === name || limitType === name.toLowerCase()) return name;
  }
  throw invalid(field, `is no type of limit: ${show(limitType)}`);
}

function invalid(field: string, problem: string): InvalidLimitError {
  return new InvalidLimitError({
    field,
    problem,
    remedy: 'Give a bigint, { limit, period? }, or { limitType: "lifetime" | "unlimited" | "allowance", … }.',
  });
}
