import type { Address, Hex } from "viem";
import { InvalidClockError } from "../errors/session-errors.js";
import { getPeriodIds } from "../session/get-period-ids.js";
import { LimitType } from "../session/limit-type.js";
import { sessionLimits } from "../session/session-limit.js";
import type { SessionSpec } from "../session/session-spec.js";

/** A call of a session, and when it will be validated. */
export interface PeriodIdsArgs {
  sessionConfig: SessionSpec;
  target: Address;
  /** Of the function; none for a transfer. */
  selector?: Hex;
  /** The chain's time in seconds; needed where a limit of the session is an allowance. */
  timestamp?: bigint;
}

/**
 * Returns the period ids of a single call whose fee the account pays. `getPeriodIds` knows those of batches and
 * approvals, too.
 *
 * @throws NoPolicyError if no policy of the session is about the call
 * @throws InvalidClockError if an allowance needs the time, and it is not given
 */
export function getPeriodIdsForTransaction({
  sessionConfig,
  target,
  selector,
  timestamp,
}: PeriodIdsArgs): bigint[] {
  const needsTime = sessionLimits(sessionConfig).some(({ limit }) => limit.limitType === LimitType.Allowance);
  if (needsTime && timestamp === undefined)
    throw new InvalidClockError({
      field: "timestamp",
      problem: "is missing, and the session has an allowance",
      remedy: "Give the timestamp in seconds of the chain's latest block.",
    });
  return getPeriodIds(sessionConfig, { to: target, data: selector ?? "0x" }, timestamp ?? 0n);
}
