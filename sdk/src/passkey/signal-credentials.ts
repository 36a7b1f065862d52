import {
  AuthenticatorFailedError,
  InvalidRelyingPartyError,
  MalformedBytesError,
} from "../errors/passkey-errors.js";
import { tryFromBase64Url } from "./base64url.js";
import { rpIdOrPage } from "./origin.js";

/** Which relying party's passkeys are spoken of. */
export interface SignalArgs {
  /** Domain whose pages may use the passkeys. The page's host by default. */
  rpID?: string;
}

/** A passkey that no account has. */
export interface SignalUnknownCredentialArgs extends SignalArgs {
  /** base64url. */
  credentialId: string;
}

/** All passkeys that a person can still use. */
export interface SignalAllAcceptedCredentialsArgs extends SignalArgs {
  /** The `user.id` that the passkeys were made with (base64url): `userHandle` of what an authenticator answers. */
  userId: string;
  /** base64url. */
  credentialIds: readonly string[];
}

/** What a person is called now. */
export interface SignalCurrentUserDetailsArgs extends SignalArgs {
  /** The `user.id` that the passkeys were made with (base64url): `userHandle` of what an authenticator answers. */
  userId: string;
  userName: string;
  userDisplayName: string;
}

/** The static methods of `PublicKeyCredential` (Web Authentication Level 3, section 5.1.10). */
type Method = "signalUnknownCredential" | "signalAllAcceptedCredentials" | "signalCurrentUserDetails";

/**
 * Tells the browser that no account has a passkey, so that it is offered no more: after it was removed, or after its
 * account could not be made.
 *
 * @returns whether there is a browser that takes it
 * @throws PasskeyError if the id is no base64url, or the page may not speak for the domain
 */
export async function signalUnknownCredential(args: SignalUnknownCredentialArgs): Promise<boolean> {
  const { rpID, credentialId } = args;
  return signal("signalUnknownCredential", rpID, { credentialId: checked(credentialId) });
}

/**
 * Tells the browser which passkeys of one `user.id` there are. It hides or removes its others: leave none out.
 *
 * @returns whether there is a browser that takes it
 * @throws PasskeyError if an id is no base64url, or the page may not speak for the domain
 */
export async function signalAllAcceptedCredentials(args: SignalAllAcceptedCredentialsArgs): Promise<boolean> {
  const { rpID, userId, credentialIds } = args;
  const allAcceptedCredentialIds = credentialIds.map(checked);
  return signal("signalAllAcceptedCredentials", rpID, { userId: checked(userId), allAcceptedCredentialIds });
}

/**
 * Tells the browser what the person is called now, for its list of passkeys.
 *
 * @returns whether there is a browser that takes it
 * @throws PasskeyError if the id is no base64url, or the page may not speak for the domain
 */
export async function signalCurrentUserDetails(args: SignalCurrentUserDetailsArgs): Promise<boolean> {
  const { rpID, userId, userName, userDisplayName } = args;
  const names = { name: userName, displayName: userDisplayName };
  return signal("signalCurrentUserDetails", rpID, { userId: checked(userId), ...names });
}

async function signal(method: Method, rpID: string | undefined, options: object): Promise<boolean> {
  const { PublicKeyCredential } = globalThis as {
    PublicKeyCredential?: { [name in Method]?: (options: object) => Promise<void> };
  };
  if (typeof PublicKeyCredential?.[method] !== "function") return false;
  const rpId = rpIdOrPage(rpID);
  try {
    await PublicKeyCredential[method]({ rpId, ...options });
    return true;
  } catch (error) {
    const isForeign = error instanceof Error && error.name === "SecurityError";
    throw new (isForeign ? InvalidRelyingPartyError : AuthenticatorFailedError)(error);
  }
}

/** A browser takes ids as text, and is asked nothing that it would not understand. */
function checked(id: string): string {
  if (tryFromBase64Url(id)) return id;
  throw new MalformedBytesError("An id", `is no base64url without padding: ${JSON.stringify(id)}`);
}
