import { SessionStateMismatchError } from "../errors/session-errors.js";
import { sameAddress, sameHex } from "./same.js";
import { sessionLimits, type LimitPath, type SessionLimit } from "./session-limit.js";
import type { SessionSpec } from "./session-spec.js";
import type { LimitState, SessionSnapshot } from "./session-state.js";

type Lists = Pick<SessionSnapshot, "feesRemaining" | "transferValue" | "callValue" | "callParams">;

/**
 * What is left of each limit of a session, by what each entry of the state belongs to: target, selector and word. Of
 * several limits on one word the entries come in the constraints' order.
 *
 * @throws SessionStateMismatchError if the state was read for another session
 */
export function remainingByLimit(session: SessionSpec, state: Lists): Map<LimitPath, bigint> {
  const taken = new Set<LimitState>();
  const left = new Map<LimitPath, bigint>();
  for (const each of sessionLimits(session)) {
    if (each.list === undefined) {
      left.set(each.path, state.feesRemaining);
      continue;
    }
    const entry = state[each.list].find((candidate) => !taken.has(candidate) && belongsTo(candidate, each));
    if (!entry) throw new SessionStateMismatchError(each.path);
    taken.add(entry);
    left.set(each.path, entry.remaining);
  }
  return left;
}

function belongsTo(entry: LimitState, { list, target, selector, index }: SessionLimit): boolean {
  if (!sameAddress(entry.target, target)) return false;
  if (list === "transferValue") return true;
  if (!sameHex(entry.selector, selector)) return false;
  return list === "callValue" || entry.index === index;
}
