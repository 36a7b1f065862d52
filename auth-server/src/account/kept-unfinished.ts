/** Where a passkey is kept whose account is being made. */
export const UNFINISHED_KEY = "zksync-sso.unfinished";

/** Says whether there may be such a passkey: what reads it is loaded only then. */
export function isUnfinished(): boolean {
  try {
    return sessionStorage.getItem(UNFINISHED_KEY) !== null;
  } catch {
    return false;
  }
}
