import { hasPaymaster } from "./has-paymaster.js";
import { LimitType } from "./limit-type.js";
import { limitPath, type LimitPath } from "./session-limit.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionTransaction } from "./session-transaction.js";
import { transactionLimits } from "./transaction-limits.js";
import { periodEnd, type UsageLimit } from "./usage-limit.js";

/** The last second in which a session's transaction can be validated, and what ends then. */
export interface ValidUntil {
  /** Unix time in seconds; the last one that counts. */
  readonly until: bigint;
  /** What ends: `expiresAt` for the session, or the limit whose period does. */
  readonly path: LimitPath;
  /** The allowance whose period ends. */
  readonly limit?: UsageLimit;
}

/**
 * Says until when the chain can validate a session's transaction that is signed at some time: until the session expires,
 * or the first of the periods ends that the signature names. A period that nothing is spent in counts as well. That of
 * the fee limit does not if a paymaster pays.
 *
 * @param timestamp - the chain's time (seconds) for which the transaction is signed
 * @throws NoPolicyError if no policy governs one of the calls
 *
 * @example
 * const { until } = getValidUntil(session, { from: account, to, value: 5n }, block.timestamp)
 */
export function getValidUntil(
  session: SessionSpec,
  transaction: SessionTransaction,
  timestamp: bigint,
): ValidUntil {
  const isPaidFor = hasPaymaster(transaction);
  let first: ValidUntil = { until: session.expiresAt, path: "expiresAt" };
  for (const { path, limit } of transactionLimits(session, transaction)) {
    if (limit.limitType !== LimitType.Allowance || (isPaidFor && path === limitPath.fee)) continue;
    const until = periodEnd(limit, timestamp);
    if (until < first.until) first = { until, path, limit };
  }
  return first;
}
