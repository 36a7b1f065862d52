import { MAX_TIMESTAMP } from "../chain/clock.ts";
import { readQuantity } from "../primitives/json-value.ts";
import { invalidParams } from "./rpc-error.ts";

/** Reads a timestamp or a duration, in seconds. Throws `-32602` for one beyond {@link MAX_TIMESTAMP}. */
export function readTime(value: unknown, name: string): bigint {
  const time = readQuantity(value, name);
  if (time > MAX_TIMESTAMP) throw invalidParams(`${name} is too large: at most ${MAX_TIMESTAMP}`);
  return time;
}

/** Refuses what would move a clock from `last` beyond {@link MAX_TIMESTAMP}. Throws `-32602`. */
export function requireReachable(last: bigint, seconds: bigint): void {
  if (last + seconds <= MAX_TIMESTAMP) return;
  throw invalidParams(
    `${seconds} seconds after the last block, at ${last}, is too late: timestamps are at most ${MAX_TIMESTAMP}`,
  );
}
