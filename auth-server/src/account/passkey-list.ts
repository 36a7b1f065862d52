import { signalAllAcceptedCredentials, signalUnknownCredential } from "@zksync-sso/sdk/client/passkey";
import type { KnownAccount } from "./known-account.ts";

/** Tells the browser which passkeys the account has, so that it offers the others no more. */
export async function tellPasskeys(
  { userId }: KnownAccount,
  credentialIds: readonly string[],
): Promise<void> {
  if (userId) await quietly(signalAllAcceptedCredentials({ userId, credentialIds }));
}

/** Tells the browser that no account has a passkey (any more). */
export async function tellRemoved(credentialId: string): Promise<void> {
  await quietly(signalUnknownCredential({ credentialId }));
}

/** Only the browser's list is at stake: nothing that the person does fails of it. */
async function quietly(signal: Promise<boolean>): Promise<void> {
  await signal.catch(() => false);
}
