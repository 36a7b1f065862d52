import { deviceTime } from "./device-time.ts";
import { FAR_TIME } from "./far-time.ts";

const DAY = 86_400_000;
const FAR = "a time thousands of years away";

/**
 * Writes when something ends, as people say it: `14:05`, `tomorrow, 14:05`, `3 December, 14:05`. Unix time in seconds.
 *
 * @param now - what today is: by the person's own clock, for a node may say any time it likes
 */
export function untilInWords(
  end: bigint,
  now: bigint = deviceTime(),
  locale: string | undefined = undefined,
): string {
  if (end >= FAR_TIME) return FAR;
  const [at, today] = [new Date(Number(end) * 1000), new Date(Number(now) * 1000)];
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  const days = Math.round((startOfDay(at) - startOfDay(today)) / DAY);
  if (days === 0) return time;
  if (days === 1) return `tomorrow, ${time}`;
  const sameYear = at.getFullYear() === today.getFullYear();
  const date = at.toLocaleDateString(locale, {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
  return `${date}, ${time}`;
}

/** Writes when something began: `today, 14:05`, `3 December, 14:05`. Unix time in seconds. */
export function sinceInWords(
  start: bigint,
  now: bigint = deviceTime(),
  locale: string | undefined = undefined,
): string {
  if (start >= FAR_TIME) return `at ${FAR}`;
  const words = untilInWords(start, now, locale);
  return words.includes(",") ? words : `today, ${words}`;
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

const UNITS: readonly (readonly [seconds: bigint, name: string])[] = [
  [604_800n, "week"],
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
  [1n, "second"],
];

/** Writes a period as people say it: `day`, `2 weeks`, `90 minutes`. */
export function periodInWords(seconds: bigint): string {
  const [unit, name] = UNITS.find(([each]) => seconds % each === 0n) ?? [1n, "second"];
  const count = seconds / unit;
  return count === 1n ? name : `${count} ${name}s`;
}
