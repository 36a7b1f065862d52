import { signalUnknownCredential } from "@zksync-sso/sdk/client/passkey";
import { isOfPage } from "./is-of-page.ts";
import type { AccountPasskey } from "./read-keys.ts";

/**
 * Tells the browser that a passkey was removed, so that it offers it no more. Only what the person has just removed is told: what a
 * node answers about other passkeys may be wrong, and the browser might forget the only one. So is none of another page: the browser
 * would take it for this page's of the same id, which opens the account still.
 */
export async function tellRemoved(passkey: Pick<AccountPasskey, "credentialId" | "origin">): Promise<void> {
  if (!isOfPage(passkey)) return;
  // Only the browser's list is at stake: nothing that the person does fails of it.
  await signalUnknownCredential({ credentialId: passkey.credentialId }).catch(() => false);
}
