import { isOfPage } from "./is-of-page.ts";
import type { AccountPasskey } from "./read-keys.ts";

/**
 * Says whether a passkey may go. The last one that works on this page stays: without it the account is lost, for others may be of
 * a page that is gone, or not the person's.
 */
export function mayGo(passkey: AccountPasskey, all: readonly AccountPasskey[]): boolean {
  return all.filter(isOfPage).length > (isOfPage(passkey) ? 1 : 0);
}
