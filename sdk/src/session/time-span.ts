/** The seconds in which a session may act, both included. */
export interface TimeSpan {
  readonly from: bigint;
  readonly to: bigint;
}

/** How many periods of so many seconds have a second in a span. */
export function periodsIn({ from, to }: TimeSpan, period: bigint): bigint {
  return to < from ? 0n : to / period - from / period + 1n;
}
