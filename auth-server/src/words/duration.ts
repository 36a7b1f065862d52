const UNITS: readonly (readonly [seconds: bigint, name: string])[] = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
];

/** Writes how long it takes until something, rounded up: `23 hours`, `1 minute`. */
export function remainingInWords(seconds: bigint): string {
  if (seconds <= 0n) return "a moment";
  // A day and a half reads as 36 hours: two days would be too rough.
  const [unit, name] = UNITS.find(([each]) => seconds >= 2n * each) ?? [60n, "minute"];
  const count = (seconds + unit - 1n) / unit;
  return count === 1n ? `1 ${name}` : `${count} ${name}s`;
}
