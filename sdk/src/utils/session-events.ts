/** What can happen to a session, by name. */
export const SessionEventType = {
  Expired: "session_expired",
  Revoked: "session_revoked",
  Inactive: "session_inactive",
} as const;

/** What can happen to a session: a value of `SessionEventType`. */
export type SessionEventType = (typeof SessionEventType)[keyof typeof SessionEventType];

/** Something that happened to a session. */
export type SessionStateEvent = {
  type: SessionEventType;
  message: string;
};

/** Is told what happens to a session. */
export type SessionStateEventCallback = (event: SessionStateEvent) => void;
