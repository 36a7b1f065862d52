import { SessionRefusedError } from "../../errors/client-errors.js";
import { PeriodEndsSoonError, SessionEndsSoonError } from "../../errors/session-errors.js";
import type { SsoError } from "../../errors/sso-error.js";
import { getValidUntil } from "../../session/get-valid-until.js";
import { refusalMessage } from "../../session/refusal-message.js";
import type { SessionSpec } from "../../session/session-spec.js";
import type { SessionTransaction } from "../../session/session-transaction.js";
import type { TimeRefusal } from "../../session/time-refusal.js";
import { isoTime } from "../../session/time.js";
import type { OutOfTime } from "../../transaction/out-of-time.js";
import type { ChainTime } from "../../transaction/transaction-signer.js";

/** The chain takes a transaction only if it stays valid for this many seconds: its nodes' setting, 60 by default. */
const MARGIN = 60n;

/** How many ends of periods are looked past for a time to try again. Few suffice, but with the shortest of periods. */
const MOST_PERIODS = 100;

/** Returns the error for a transaction that would be signed too late for the chain to take it; nothing if there is time. */
export function endsSoon(
  session: SessionSpec,
  transaction: SessionTransaction,
  timestamp: bigint,
): PeriodEndsSoonError | SessionEndsSoonError | undefined {
  const { until } = getValidUntil(session, transaction, timestamp);
  return until - timestamp < MARGIN ? endsSoonError(session, transaction, timestamp) : undefined;
}

/**
 * Makes the error for a transaction that the chain refused for its time, having been asked: that of a session that has
 * expired, or the one that the client throws if it knows beforehand.
 *
 * @param time - what it was signed for
 */
export function sessionTimeError(
  session: SessionSpec,
  transaction: SessionTransaction,
  { timestamp }: ChainTime,
  { isOutside, now = timestamp, cause }: OutOfTime,
): SsoError {
  const left = session.expiresAt;
  if (!isOutside || now <= left) return endsSoonError(session, transaction, timestamp, cause);
  const expired = { rule: "Expired", path: "expiresAt", asked: now, left } as const;
  return new SessionRefusedError(expired, refusalMessage(expired, now), cause);
}

/** It is about the session if that ends first, or before anything could be sent in a later period. */
function endsSoonError(
  session: SessionSpec,
  transaction: SessionTransaction,
  timestamp: bigint,
  cause?: unknown,
): PeriodEndsSoonError | SessionEndsSoonError {
  const refusal = timeRefusal(session, transaction, timestamp);
  const until = isoTime(refusal.left);
  const reason = "the chain takes nothing that is valid for less than a minute more";
  return refusal.rule === "PeriodEndsSoon"
    ? new PeriodEndsSoonError(
        refusal,
        `The period of ${refusal.path} that the transaction counts against ends at ${until}, and ${reason}.`,
        cause,
      )
    : new SessionEndsSoonError(
        refusal,
        `The session ends at ${until}, too soon for this transaction: ${reason}.`,
        cause,
      );
}

function timeRefusal(session: SessionSpec, transaction: SessionTransaction, timestamp: bigint): TimeRefusal {
  const { until, path, limit } = getValidUntil(session, transaction, timestamp);
  const retryAt = nextTime(session, transaction, until + 1n);
  return limit === undefined || retryAt === undefined
    ? { rule: "SessionEndsSoon", path: "expiresAt", asked: timestamp, left: session.expiresAt }
    : { rule: "PeriodEndsSoon", path, limit, asked: timestamp, left: until, retryAt };
}

/** The first time from `earliest` on that leaves enough of every period; nothing if the session ends before. */
function nextTime(
  session: SessionSpec,
  transaction: SessionTransaction,
  earliest: bigint,
): bigint | undefined {
  let time = earliest;
  for (let i = 0; i < MOST_PERIODS; i++) {
    const { until, path } = getValidUntil(session, transaction, time);
    if (until - time >= MARGIN) return time;
    if (path === "expiresAt") return undefined;
    time = until + 1n;
  }
  return time;
}
