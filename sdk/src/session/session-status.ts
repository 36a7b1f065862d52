/** The status of a session; the numbers are the contract's. One that has expired, but was not closed, is `Active`. */
export const SessionStatus = { NotInitialized: 0, Active: 1, Closed: 2 } as const;

/** The status of a session: a value of `SessionStatus`. */
export type SessionStatus = (typeof SessionStatus)[keyof typeof SessionStatus];
