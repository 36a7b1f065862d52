import { InvalidDurationError } from "../errors/session-errors.js";
import { checkNow, LATEST_TIME, requireNow, type Clock } from "./clock.js";
import { parseDuration } from "./duration.js";
import { show } from "./show.js";

/** A session lasts longer than this when it is opened, in seconds: the contract refuses a shorter one. */
const MIN_LIFETIME = 60n;

const REMEDY = 'Write a duration such as "8 hours", a Unix time in seconds as a bigint, or a Date.';

/**
 * Turns an expiry into a Unix time in seconds.
 *
 * @param date - a duration from now, a Unix time in seconds, or a date
 * @param clock - the chain's time: needed for a duration, and to see that the expiry is not past
 * @throws InvalidDurationError for an expiry that makes no sense, is past, or at most a minute away
 *
 * @example
 * formatDatePreferences("8 hours", { now: 1_800_000_000n }) // 1800028800n
 */
export function formatDatePreferences(date: string | bigint | Date, clock: Clock = {}): bigint {
  return resolveExpiry(date, clock, "expiresAt");
}

/** As `formatDatePreferences`, for a field of that name. */
export function resolveExpiry(date: unknown, clock: Clock, field: string): bigint {
  const time = timeOf(date, clock, field);
  const fail = (problem: string, remedy = REMEDY) => new InvalidDurationError({ field, problem, remedy });
  if (time >= LATEST_TIME)
    throw fail(`is thousands of years away: ${time}`, "Give seconds, not milliseconds, and an end.");
  if (time <= 0n) throw fail(`is past: ${show(date)}`);
  if (clock.now === undefined) return time;
  const now = checkNow(clock.now);
  if (time <= now) throw fail(`is past: ${time}, while the chain's time is ${now}`);
  if (time <= now + MIN_LIFETIME)
    throw fail(`is at most a minute away: ${time - now} s`, "The chain opens no session of 60 s or less.");
  return time;
}

function timeOf(date: unknown, clock: Clock, field: string): bigint {
  if (typeof date === "bigint") return date;
  if (typeof date === "string") {
    const duration = parseDuration(date, field);
    return requireNow(clock, field) + duration;
  }
  const milliseconds = date instanceof Date ? date.getTime() : NaN;
  if (Number.isNaN(milliseconds))
    throw new InvalidDurationError({ field, problem: `is no time: ${show(date)}`, remedy: REMEDY });
  return BigInt(Math.floor(milliseconds / 1000));
}
