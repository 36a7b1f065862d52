import type { Spending } from "./meter.js";
import { sessionLimits, type LimitPath } from "./session-limit.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionState } from "./session-state.js";
import { SessionStatus } from "./session-status.js";
import { isUnlimited, MAX_UINT256, periodId, type UsageLimit } from "./usage-limit.js";

/** What was used of each limit in each period: a session's life without a chain. */
export type SessionUsage = ReadonlyMap<string, bigint>;

/** Nothing was used yet. */
export const NO_USAGE: SessionUsage = new Map();

/** Adds to the usage what a transaction at `timestamp` (seconds) took, as `explain` says. */
export function addUsage(
  usage: SessionUsage,
  spendings: readonly Spending[],
  timestamp: bigint,
): SessionUsage {
  const next = new Map(usage);
  for (const { path, limit, amount } of spendings) {
    const key = keyOf(path, limit, timestamp);
    next.set(key, (next.get(key) ?? 0n) + amount);
  }
  return next;
}

/** Returns what the contract's `sessionState` would say after this usage at `timestamp` (seconds). */
export function sessionStateOf(
  session: SessionSpec,
  usage: SessionUsage,
  timestamp: bigint,
  status: SessionStatus = SessionStatus.Active,
): SessionState {
  const state: SessionState = { status, feesRemaining: 0n, transferValue: [], callValue: [], callParams: [] };
  for (const { path, limit, list, target, selector, index } of sessionLimits(session)) {
    const used = usage.get(keyOf(path, limit, timestamp)) ?? 0n;
    const remaining = isUnlimited(limit) ? MAX_UINT256 : limit.limit - used;
    if (list === undefined) state.feesRemaining = remaining;
    else state[list].push({ remaining, target, selector, index });
  }
  return state;
}

function keyOf(path: LimitPath, limit: UsageLimit, timestamp: bigint): string {
  return `${path} in period ${periodId(limit, timestamp)}`;
}
