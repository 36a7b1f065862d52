import { signalUnknownCredential } from "@zksync-sso/sdk/client/passkey";

/**
 * Tells the browser that a passkey was removed, so that it offers it no more. Only what the person has just removed is told: what a
 * node answers about other passkeys may be wrong, and the browser might forget the only one.
 */
export async function tellRemoved(credentialId: string): Promise<void> {
  // Only the browser's list is at stake: nothing that the person does fails of it.
  await signalUnknownCredential({ credentialId }).catch(() => false);
}
