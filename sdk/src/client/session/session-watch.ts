import type { SessionSpec } from "../../session/session-spec.js";
import type { SessionSnapshot } from "../../session/session-state.js";
import { SessionStatus } from "../../session/session-status.js";
import { SessionEventType, type SessionStateEventCallback } from "../../utils/session-events.js";

/** The longest a timer may run, in milliseconds: of a longer one, the runtime makes one that ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Tells an app what happens to a session: each event once. */
export interface SessionWatch {
  /** Takes note of what the chain says. */
  see(snapshot: SessionSnapshot): void;
  /** Ends it: nothing is told any more, whatever is still being read. */
  stop(): void;
}

const MESSAGES = {
  [SessionEventType.Expired]: "The session has expired. Ask for a new one.",
  [SessionEventType.Revoked]: "The session was revoked. Ask for a new one.",
  [SessionEventType.Inactive]: "The session was never opened. Ask the owner to approve it.",
};

/** Watches a session: what is read of it, and the time until its end, by the chain's clock. */
export function watchSession({ expiresAt }: SessionSpec, callback: SessionStateEventCallback): SessionWatch {
  const told = new Set<SessionEventType>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const tell = (type: SessionEventType): void => {
    if (told.has(type)) return;
    told.add(type);
    callback({ type, message: MESSAGES[type] });
  };
  const wait = (seconds: bigint): void => {
    clearTimeout(timer);
    const milliseconds = Number(seconds) * 1000;
    const next = Math.min(milliseconds, LONGEST_TIMER);
    timer = setTimeout(() => {
      if (milliseconds > next) wait(seconds - BigInt(Math.floor(next / 1000)));
      else tell(SessionEventType.Expired);
    }, next);
    // In Node, a program need not stay alive for it.
    (timer as { unref?: () => void }).unref?.();
  };
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
    see: ({ status, timestamp }) => {
      if (isStopped) return;
      if (status === SessionStatus.Closed) tell(SessionEventType.Revoked);
      else if (status === SessionStatus.NotInitialized) tell(SessionEventType.Inactive);
      else if (timestamp > expiresAt) tell(SessionEventType.Expired);
      else return wait(expiresAt - timestamp + 1n);
      clearTimeout(timer);
    },
  };
}
