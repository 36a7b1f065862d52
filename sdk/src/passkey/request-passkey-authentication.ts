import { hexToBytes, isHex, size, type Hash } from "viem";
import { CredentialMismatchError, MalformedBytesError } from "../errors/passkey-errors.js";
import type { Authenticator } from "./authenticator.js";
import { checkAuthenticatorData } from "./authenticator-data.js";
import { browserAuthenticator } from "./browser-authenticator.js";
import { checkClientData } from "./client-data.js";
import { originOrPage } from "./origin.js";
import { generatePasskeyAuthenticationOptions, type KnownCredential } from "./passkey-options.js";
import { clientDataText, parseAssertion, type PasskeyAssertion } from "./passkey-signature.js";
import { parsePublicKey } from "./public-key.js";
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from "./webauthn-json.js";
import { verifyAssertion } from "./verify-assertion.js";

/** What a passkey has to sign, and which. */
export interface RequestPasskeyAuthenticationArgs {
  /** The hash that has to be signed: it is the challenge. */
  challenge: Hash;
  /** Public key of the passkey: COSE_Key, as `registerNewPasskey` answers it, or SubjectPublicKeyInfo. */
  credentialPublicKey: Uint8Array;
  /** Id of the passkey (base64url), if it is known: the person then has nothing to pick. */
  credentialId?: string;
  /** How the passkey's authenticator may be reached, if it is known. */
  transports?: KnownCredential["transports"];
  /** Domain whose pages may use the passkey. The page's host by default. */
  rpID?: string;
  /** The page's origin, scheme and port included. That of the page by default. */
  origin?: string;
  /** Milliseconds. */
  timeout?: number;
  /** What has the passkey. The browser by default. */
  authenticator?: Authenticator;
}

/** A passkey's answer. */
export interface RequestPasskeyAuthenticationReturnType {
  passkeyAuthenticationResponse: AuthenticationResponseJSON;
  passkeyAuthenticationOptions: PublicKeyCredentialRequestOptionsJSON;
  /** The answer, read and checked. */
  assertion: PasskeyAssertion;
}

/**
 * Has a passkey sign a hash, and checks that the chain will take the signature: challenge, origin, flags, the passkey that
 * answered and, where there is WebCrypto, the signature itself.
 *
 * @throws PasskeyError of the class that says what the chain would not take, or what the authenticator failed at
 */
export async function requestPasskeyAuthentication(
  args: RequestPasskeyAuthenticationArgs,
): Promise<RequestPasskeyAuthenticationReturnType> {
  const { challenge, credentialId, transports, rpID, timeout } = args;
  if (!isHex(challenge) || size(challenge) !== 32)
    throw new MalformedBytesError("The challenge", "is no hash of 32 bytes in hexadecimal");
  const publicKey = parsePublicKey(args.credentialPublicKey);
  const origin = originOrPage(args.origin);
  const allowCredentials = credentialId === undefined ? [] : [{ id: credentialId, transports }];
  const options = await generatePasskeyAuthenticationOptions({ challenge, rpID, timeout, allowCredentials });
  const response = await (args.authenticator ?? browserAuthenticator).get(options);
  if (credentialId !== undefined && response.id !== credentialId) throw new CredentialMismatchError();
  const assertion = parseAssertion(response.id, response.response);
  checkClientData(clientDataText(assertion), {
    type: "webauthn.get",
    challenge: hexToBytes(challenge),
    origin,
  });
  checkAuthenticatorData(assertion.authenticatorData, options.rpId);
  if ((await verifyAssertion(assertion, publicKey)) === false) throw new CredentialMismatchError();
  return { passkeyAuthenticationResponse: response, passkeyAuthenticationOptions: options, assertion };
}
