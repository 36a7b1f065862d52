import {
  AuthenticatorFailedError,
  AuthenticatorUnsuitableError,
  InvalidRelyingPartyError,
  MalformedBytesError,
  PasskeyCancelledError,
  PasskeyExistsError,
  PasskeysUnavailableError,
  type PasskeyError,
} from "../errors/passkey-errors.js";
import type { Authenticator } from "./authenticator.js";
import { toBase64Url, tryFromBase64Url } from "./base64url.js";
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  ExtensionOutputs,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialDescriptorJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "./webauthn-json.js";

// What is used of the DOM, which this package does without the types of: it also runs where there is none.

type Buffer = Uint8Array | ArrayBuffer;

interface CredentialsContainer {
  create(options: object): Promise<PublicKeyCredential<AttestationResponse> | null>;
  get(options: object): Promise<PublicKeyCredential<AssertionResponse> | null>;
}

interface PublicKeyCredential<Response> {
  readonly id: string;
  readonly response: Response;
  readonly authenticatorAttachment?: string | null;
  getClientExtensionResults(): ExtensionOutputs;
}

interface AttestationResponse {
  readonly clientDataJSON: Buffer;
  readonly attestationObject: Buffer;
  getTransports?(): string[];
}

interface AssertionResponse {
  readonly clientDataJSON: Buffer;
  readonly authenticatorData: Buffer;
  readonly signature: Buffer;
  readonly userHandle?: Buffer | null;
}

/**
 * The passkeys of a browser, by `navigator.credentials` (Web Authentication Level 3, sections 5.1.3 and 5.1.4). Errors of
 * the browser come out as `PasskeyError`s that say what to do.
 */
export const browserAuthenticator: Authenticator = { create, get };

async function create(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor),
  };
  const credential = await ask((container) => container.create({ publicKey }));
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() as AuthenticatorTransport[] | undefined,
    },
  };
}

async function get(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor),
  };
  const credential = await ask((container) => container.get({ publicKey }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    ...common(credential),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle ? textOf(userHandle) : undefined,
    },
  };
}

async function ask<Credential>(
  question: (container: CredentialsContainer) => Promise<Credential | null>,
): Promise<Credential> {
  const { navigator } = globalThis as { navigator?: { credentials?: CredentialsContainer } };
  if (!navigator?.credentials) throw new PasskeysUnavailableError();
  const credential = await question(navigator.credentials).catch((error: unknown) => {
    throw explained(error);
  });
  if (credential === null) throw new PasskeyCancelledError(undefined);
  return credential;
}

/** What a browser's error means, by its name (sections 5.1.3 and 5.1.4). */
const ERRORS: Readonly<Record<string, new (cause: unknown) => PasskeyError>> = {
  NotAllowedError: PasskeyCancelledError,
  AbortError: PasskeyCancelledError,
  InvalidStateError: PasskeyExistsError,
  SecurityError: InvalidRelyingPartyError,
  NotSupportedError: AuthenticatorUnsuitableError,
  ConstraintError: AuthenticatorUnsuitableError,
};

function explained(error: unknown): PasskeyError {
  const { name } = Object(error) as { name?: unknown };
  const Meant = typeof name === "string" ? ERRORS[name] : undefined;
  return new (Meant ?? AuthenticatorFailedError)(error);
}

function common(credential: PublicKeyCredential<unknown>) {
  const attachment = credential.authenticatorAttachment;
  return {
    id: credential.id,
    rawId: credential.id,
    type: "public-key" as const,
    authenticatorAttachment:
      attachment === "platform" || attachment === "cross-platform" ? (attachment as "platform") : undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function descriptor(credential: PublicKeyCredentialDescriptorJSON) {
  return { ...credential, id: bytesOf(credential.id) };
}

function bytesOf(text: string): Uint8Array {
  const bytes = tryFromBase64Url(text);
  if (!bytes)
    throw new MalformedBytesError("An option", `is no base64url without padding: ${JSON.stringify(text)}`);
  return bytes;
}

function textOf(buffer: Buffer): string {
  return toBase64Url(new Uint8Array(buffer));
}
