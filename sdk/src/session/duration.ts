import { InvalidDurationError } from "../errors/session-errors.js";
import { show } from "./show.js";

const SECOND = 1000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;

/** Units in milliseconds; a year has 365.25 days. */
const UNITS: readonly (readonly [pattern: RegExp, milliseconds: bigint])[] = [
  [/^(milliseconds?|msecs?|ms)$/i, 1n],
  [/^(seconds?|secs?|s)$/i, SECOND],
  [/^(minutes?|mins?|m)$/i, MINUTE],
  [/^(hours?|hrs?|h)$/i, HOUR],
  [/^(days?|d)$/i, DAY],
  [/^(weeks?|w)$/i, 7n * DAY],
  [/^(years?|yrs?|y)$/i, (1461n * DAY) / 4n],
];

const EXAMPLES = 'Write a number and a unit, such as "8 hours", "30m" or "1.5 days".';

/**
 * Reads a duration in words, in whole seconds, rounded down.
 *
 * @throws InvalidDurationError for what is no duration, and for less than a second
 */
export function parseDuration(text: string, field: string): bigint {
  const fail = (problem: string) =>
    new InvalidDurationError({ field, problem: `${problem}: ${show(text)}`, remedy: EXAMPLES });
  const match = /^(-?)(\d{0,12})(?:\.(\d{1,12}))?\s{0,3}([a-z]*)$/i.exec(text.trim());
  if (!match) throw fail("is no duration");
  const [, sign = "", whole = "", fraction = "", unit = ""] = match;
  if (whole === "" && fraction === "") throw fail("is a duration without a number");
  if (unit === "") throw fail("is a duration without a unit");
  const milliseconds = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  if (milliseconds === undefined) throw fail("is a duration with an unknown unit");
  if (sign !== "") throw fail("is a negative duration");
  const seconds = (BigInt(whole + fraction) * milliseconds) / 10n ** BigInt(fraction.length) / SECOND;
  if (seconds === 0n) throw fail("is a duration below one second");
  return seconds;
}
