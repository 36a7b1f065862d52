import { InvalidClockError } from "../errors/session-errors.js";
import { show } from "./show.js";

/** When it is, on the chain. */
export interface Clock {
  /** Timestamp (Unix time in seconds) of the chain's latest block. */
  readonly now?: bigint;
}

/** A time in seconds is below this for the next 3,000 years; one in milliseconds is above it since 1973. */
export const LATEST_TIME = 100_000_000_000n;

const REMEDY = "Give `now`, the timestamp in seconds of the chain's latest block.";

/**
 * Returns the time on the chain, for a field that is counted from it.
 *
 * @throws InvalidClockError if it is not known, or not in seconds
 */
export function requireNow({ now }: Clock, field: string): bigint {
  if (now === undefined)
    throw new InvalidClockError({
      field,
      problem: "is counted from now, and the chain's time is not given",
      remedy: REMEDY,
    });
  return checkNow(now);
}

/** @throws InvalidClockError for a time that is not in seconds */
export function checkNow(now: unknown): bigint {
  if (typeof now === "bigint" && now >= 0n && now < LATEST_TIME) return now;
  throw new InvalidClockError({
    field: "now",
    problem: `is no Unix time in seconds: ${show(now)}`,
    remedy: REMEDY,
  });
}
