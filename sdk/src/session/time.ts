import { LATEST_TIME } from "./clock.js";

/** Writes a Unix time in seconds as people read it, in UTC. */
export function isoTime(seconds: bigint): string {
  if (seconds >= LATEST_TIME) return "a time thousands of years away";
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

const MINUTE = 60n;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
/** As durations are read: 365.25 days. */
const YEAR = (1461n * DAY) / 4n;

type Unit = readonly [name: string, seconds: bigint];

/** Units of which a duration is made up. */
const UNITS: readonly Unit[] = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
  ["second", 1n],
];

/** Units that are only used where they come out even: nobody says "1 week and 3 days" for 10 days. */
const WHOLE_UNITS: readonly Unit[] = [
  ["year", YEAR],
  ["week", 7n * DAY],
];

/** Writes a number of seconds in words, exactly: "1 day", "2 weeks", "2 hours, 30 minutes and 1 second". */
export function durationInWords(seconds: bigint): string {
  const whole = wholeUnits(seconds);
  if (whole !== undefined) return whole;
  const parts = partsOf(seconds);
  const last = parts.pop() ?? counted(0n, "second");
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

/**
 * Writes a number of seconds in few words: exactly if it takes two units and is less than two years, "1 day and 2
 * hours"; otherwise rounded, "about 3 years".
 */
export function roundedDurationInWords(seconds: bigint): string {
  const isShort = seconds < 2n * YEAR && partsOf(seconds).length <= 2;
  if (isShort || wholeUnits(seconds) !== undefined) return durationInWords(seconds);
  // At least two of the unit, so that rounding changes it by a fifth at most.
  const [name, size] = [["year", YEAR] as const, ...UNITS].find(([, each]) => seconds >= 2n * each) ?? [
    "second",
    1n,
  ];
  return `about ${counted((seconds + size / 2n) / size, name)}`;
}

function wholeUnits(seconds: bigint): string | undefined {
  const unit = WHOLE_UNITS.find(([, size]) => seconds >= size && seconds % size === 0n);
  return unit && counted(seconds / unit[1], unit[0]);
}

function partsOf(seconds: bigint): string[] {
  const parts: string[] = [];
  let rest = seconds;
  for (const [name, size] of UNITS) {
    if (rest >= size) parts.push(counted(rest / size, name));
    rest %= size;
  }
  return parts;
}

/** Writes a number with its noun: "1 day", "2 days". */
export function counted(number: bigint, noun: string): string {
  return `${number} ${noun}${number === 1n ? "" : "s"}`;
}
