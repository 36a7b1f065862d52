import type { KnownAccount } from "../account/known-account.ts";
import type { AccountPasskey } from "./read-keys.ts";

/** Says whether a passkey works on this page. */
export function isOfPage({ origin }: Pick<AccountPasskey, "origin">): boolean {
  return origin === window.location.origin;
}

/** Says whether a passkey is the one that opens an account here: another page's may have the same id, and open it there. */
export function isUsedHere(passkey: AccountPasskey, { credentialId }: KnownAccount): boolean {
  return isOfPage(passkey) && passkey.credentialId === credentialId;
}
