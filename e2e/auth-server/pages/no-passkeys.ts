// Replaces the published client's peer for passkeys, which an app with sessions does not need.

/** Exists only for the published client's imports. */
export function startRegistration(): never {
  throw new Error("this app makes no passkey");
}

/** Exists only for the published client's imports. */
export function startAuthentication(): never {
  throw new Error("this app uses no passkey");
}
