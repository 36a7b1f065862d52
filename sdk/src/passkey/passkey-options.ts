import { hexToBytes, isHex, stringToBytes } from "viem";
import { rpIdOrPage } from "./origin.js";
import { toBase64Url } from "./base64url.js";
import { randomBytes } from "./random-bytes.js";
import type {
  AuthenticatorSelection,
  AuthenticatorTransport,
  ExtensionInputs,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialDescriptorJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "./webauthn-json.js";

/** A passkey that is known: its id (base64url), and how its authenticator may be reached. */
export interface KnownCredential {
  id: string;
  transports?: AuthenticatorTransport[];
}

/** What a new passkey is made for. Everything but the person's names has a default. */
export interface GeneratePasskeyRegistrationOptionsArgs {
  /** Who asks, in the person's words. The relying party's id by default. */
  rpName?: string;
  /** Domain whose pages may use the passkey. The page's host by default. */
  rpID?: string;
  /** What the passkey is called in the person's list. */
  userName: string;
  userDisplayName: string;
  /** Name of the account that no person reads, at most 64 bytes. Random by default, so that no passkey replaces another. */
  userID?: Uint8Array;
  /** Random by default. Text is taken as its UTF-8. */
  challenge?: string | Uint8Array;
  /** Milliseconds. */
  timeout?: number;
  attestationType?: "direct" | "enterprise" | "none";
  /** Passkeys of the account: an authenticator that has one makes no second. */
  excludeCredentials?: KnownCredential[];
  /** Which authenticators are asked. A key kept on the device and verification of the person are required in any case. */
  authenticatorSelection?: AuthenticatorSelection;
  extensions?: ExtensionInputs;
  /** Ignored: the chain checks ES256 only. */
  supportedAlgorithmIDs?: number[];
  preferredAuthenticatorType?: "securityKey" | "localDevice" | "remoteDevice";
}

/** COSE's number of ECDSA over P-256 with SHA-256, the one algorithm the chain checks. */
const ES256 = -7;
const TIMEOUT = 60_000;
const HINTS = { securityKey: "security-key", localDevice: "client-device", remoteDevice: "hybrid" } as const;

/**
 * Returns what `create` is asked for a passkey that the chain takes (Web Authentication Level 3, section 5.4): ES256, kept on
 * the device, with verification of the person.
 *
 * @throws OriginRequiredError without `rpID` where there is no page
 */
export async function generatePasskeyRegistrationOptions(
  args: GeneratePasskeyRegistrationOptionsArgs,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const id = rpIdOrPage(args.rpID);
  return {
    rp: { id, name: args.rpName ?? id },
    user: {
      id: toBase64Url(args.userID ?? randomBytes(32)),
      name: args.userName,
      displayName: args.userDisplayName,
    },
    challenge: challengeOf(args.challenge),
    pubKeyCredParams: [{ alg: ES256, type: "public-key" }],
    timeout: args.timeout ?? TIMEOUT,
    attestation: args.attestationType ?? "none",
    excludeCredentials: (args.excludeCredentials ?? []).map(descriptor),
    authenticatorSelection: {
      ...args.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    ...(args.preferredAuthenticatorType && { hints: [HINTS[args.preferredAuthenticatorType]] }),
    extensions: { credProps: true, ...args.extensions },
  };
}

/** What a passkey is asked to sign. */
export interface GeneratePasskeyAuthenticationOptionsArgs {
  /** Domain whose pages may use the passkey. The page's host by default. */
  rpID?: string;
  /** Passkeys that may sign. If none is given the person picks one. */
  allowCredentials?: KnownCredential[];
  /** Random by default. Text is taken as its UTF-8, but for 32 bytes in hexadecimal. */
  challenge?: string | Uint8Array;
  /** Milliseconds. */
  timeout?: number;
  /** Ignored: the chain requires verification of the person. */
  userVerification?: "required" | "preferred" | "discouraged";
  extensions?: ExtensionInputs;
}

/**
 * Returns what `get` is asked for a signature that the chain takes (Web Authentication Level 3, section 5.5).
 *
 * @throws OriginRequiredError without `rpID` where there is no page
 */
export async function generatePasskeyAuthenticationOptions(
  args: GeneratePasskeyAuthenticationOptionsArgs,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return {
    rpId: rpIdOrPage(args.rpID),
    challenge: challengeOf(args.challenge),
    timeout: args.timeout ?? TIMEOUT,
    allowCredentials: (args.allowCredentials ?? []).map(descriptor),
    userVerification: "required",
    ...(args.extensions && { extensions: args.extensions }),
  };
}

function challengeOf(challenge: string | Uint8Array = randomBytes(32)): string {
  if (typeof challenge !== "string") return toBase64Url(challenge);
  return toBase64Url(
    isHex(challenge) && challenge.length === 66 ? hexToBytes(challenge) : stringToBytes(challenge),
  );
}

function descriptor({ id, transports }: KnownCredential): PublicKeyCredentialDescriptorJSON {
  return { id, type: "public-key", ...(transports && { transports }) };
}
