import type { Address } from "viem";
import {
  addUsage,
  explain,
  NO_USAGE,
  sessionStateOf,
  SessionStatus,
  type SessionRule,
  type SessionState,
  type SessionUsage,
} from "../../sdk/src/session/index.js";
import { sessionTransaction, type SessionRequest } from "../helpers/sessions/session-request";
import { toSdkSession, type SessionSpec } from "../helpers/sessions/session-spec";

/** Where and when it is decided. */
export interface Circumstances {
  /** Address of the account. */
  readonly account: string;
  /** Addresses of its modules. */
  readonly modules: readonly string[];
  /** Seconds since 1970. */
  readonly now: bigint;
}

/** "allowed", or the name of the rule that refuses. */
export type Verdict = "allowed" | SessionRule;

/**
 * A session's life without a chain, by the SDK's policy language: whether it is open, and what was used of
 * it.
 */
export class SessionLife {
  readonly #spec: SessionSpec;
  #usage: SessionUsage = NO_USAGE;
  #status: SessionStatus = SessionStatus.Active;

  constructor(spec: SessionSpec) {
    this.#spec = spec;
  }

  /** Closes the session, for good. */
  close(): Verdict {
    if (this.#status === SessionStatus.Closed) return "SessionNotActive";
    this.#status = SessionStatus.Closed;
    return "allowed";
  }

  /** Decides about a request, and counts it if it is allowed. */
  decide(request: SessionRequest, { account, modules, now }: Circumstances): Verdict {
    const snapshot = { ...this.state(now), timestamp: now, modules: modules as Address[] };
    const answer = explain(toSdkSession(this.#spec), snapshot, sessionTransaction(request, account));
    if (!answer.allowed) return answer.rule;
    this.#usage = addUsage(this.#usage, answer.spendings, now);
    return "allowed";
  }

  /** Returns what `sessionState` returns at a time (seconds since 1970). */
  state(now: bigint): SessionState {
    return sessionStateOf(toSdkSession(this.#spec), this.#usage, now, this.#status);
  }
}
