import { LATEST_TIME } from "./clock.js";

/** Writes a Unix time in seconds as people read it, in UTC. */
export function isoTime(seconds: bigint): string {
  if (seconds >= LATEST_TIME) return "a time thousands of years away";
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

const UNITS: readonly (readonly [name: string, seconds: bigint])[] = [
  ["week", 604_800n],
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
];

/** Writes a number of seconds in words: "1 day", "90 minutes". */
export function durationInWords(seconds: bigint): string {
  for (const [name, size] of UNITS) {
    if (seconds % size === 0n && seconds >= size) return counted(seconds / size, name);
  }
  return counted(seconds, "second");
}

/** Writes a number with its noun: "1 day", "2 days". */
export function counted(number: bigint, noun: string): string {
  return `${number} ${noun}${number === 1n ? "" : "s"}`;
}
