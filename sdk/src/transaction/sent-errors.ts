import { SsoError } from "../errors/sso-error.js";

/** Errors of other libraries', which have no place for a nonce. */
const foreign = new WeakSet<object>();

/** Notes on an error that a node had been given the transaction before it, signed with this nonce; returns the error. */
export function noteSent(error: unknown, nonce: number): unknown {
  if (error instanceof SsoError) return error.noteSent(nonce);
  if (typeof error === "object" && error !== null) foreign.add(error);
  return error;
}

/** Says whether a node had been given the transaction, signed, before this error: it may have kept it. */
export function wasSent(error: unknown): boolean {
  if (error instanceof SsoError) return error.sentNonce !== undefined;
  return typeof error === "object" && error !== null && foreign.has(error);
}
