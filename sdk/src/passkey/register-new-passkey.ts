import { bytesToString } from "viem";
import { MalformedBytesError } from "../errors/passkey-errors.js";
import { checkAttestation, type AttestedCredential } from "./attestation.js";
import type { Authenticator } from "./authenticator.js";
import { tryFromBase64Url } from "./base64url.js";
import { browserAuthenticator } from "./browser-authenticator.js";
import { checkClientData } from "./client-data.js";
import { originOrPage } from "./origin.js";
import {
  generatePasskeyRegistrationOptions,
  type GeneratePasskeyRegistrationOptionsArgs,
} from "./passkey-options.js";
import type {
  AttestationFormat,
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "./webauthn-json.js";

/** What a new passkey is made for: the options of `create`, or what they are made from. */
export type RegisterNewPasskeyArgs = (
  | { passkeyRegistrationOptions: PublicKeyCredentialCreationOptionsJSON }
  | GeneratePasskeyRegistrationOptionsArgs
) & {
  /** The page's origin, scheme and port included. That of the page by default. */
  origin?: string;
  /** What makes the passkey. The browser by default. */
  authenticator?: Authenticator;
};

/** What a registration was found to be, in the form of @simplewebauthn/server. */
export interface VerifiedPasskeyRegistration {
  verified: true;
  registrationInfo: {
    fmt: AttestationFormat;
    /** The authenticator's model. */
    aaguid: string;
    credential: { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number };
    credentialType: "public-key";
    attestationObject: Uint8Array<ArrayBuffer>;
    userVerified: boolean;
    credentialDeviceType: "singleDevice" | "multiDevice";
    credentialBackedUp: boolean;
    origin: string;
    rpID?: string;
  };
}

/** A new passkey. */
export interface RegisterNewPasskeyReturnType {
  passkeyRegistrationOptions: PublicKeyCredentialCreationOptionsJSON;
  passkeyRegistrationResponse: RegistrationResponseJSON;
  verificationResponse: VerifiedPasskeyRegistration;
  /** COSE_Key. */
  credentialPublicKey: Uint8Array<ArrayBuffer>;
  /** base64url. */
  credentialId: string;
  /** What the chain knows the passkey by, besides its id. */
  origin: string;
}

/**
 * Has an authenticator make a passkey, and checks that the chain will take its signatures: algorithm, key, length of the
 * credential id, flags, the browser's way of writing its client data, origin, and that the page is in no foreign frame. What
 * the chain could never verify stops here, before an account is made with it.
 *
 * @throws PasskeyError of the class that says what the chain would not take, or what the authenticator failed at
 */
export async function registerNewPasskey(
  args: RegisterNewPasskeyArgs,
): Promise<RegisterNewPasskeyReturnType> {
  const origin = originOrPage(args.origin);
  const options =
    "passkeyRegistrationOptions" in args
      ? args.passkeyRegistrationOptions
      : await generatePasskeyRegistrationOptions(args);
  const response = await (args.authenticator ?? browserAuthenticator).create(options);
  const clientData = tryFromBase64Url(response.response.clientDataJSON);
  if (!clientData) throw new MalformedBytesError("The client data", "is no base64url without padding");
  checkClientData(bytesToString(clientData), {
    type: "webauthn.create",
    challenge: tryFromBase64Url(options.challenge),
    origin,
  });
  const attested = checkAttestation(response, options.rp.id);
  return {
    passkeyRegistrationOptions: options,
    passkeyRegistrationResponse: response,
    verificationResponse: verified(attested, response.id, origin, options.rp.id),
    credentialPublicKey: attested.credentialPublicKey,
    credentialId: response.id,
    origin,
  };
}

function verified(
  { format, aaguid, data, attestationObject, credentialPublicKey }: AttestedCredential,
  id: string,
  origin: string,
  rpID: string | undefined,
): VerifiedPasskeyRegistration {
  return {
    verified: true,
    registrationInfo: {
      fmt: format,
      aaguid,
      credential: { id, publicKey: credentialPublicKey, counter: data.counter },
      credentialType: "public-key",
      attestationObject,
      userVerified: data.isUserVerified,
      credentialDeviceType: data.isBackupEligible ? "multiDevice" : "singleDevice",
      credentialBackedUp: data.isBackedUp,
      origin,
      ...(rpID !== undefined && { rpID }),
    },
  };
}
