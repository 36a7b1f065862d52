// In place of the published client's peer for passkeys, which an app with sessions does without.

/** Is there for the published client's imports alone. */
export function startRegistration(): never {
  throw new Error("this app makes no passkey");
}

/** Is there for the published client's imports alone. */
export function startAuthentication(): never {
  throw new Error("this app uses no passkey");
}
