// What travels between a page and an authenticator, as Web Authentication Level 3 writes it in JSON (sections 5.1 and 5.8):
// bytes are base64url without padding. The names are the standard's, and those of @simplewebauthn and react-native-passkeys.

/** Bytes as base64url without padding (RFC 4648, section 5). */
export type Base64UrlString = string;

/** How a client may reach an authenticator (section 5.8.4). */
export type AuthenticatorTransport = "ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb";

/** A credential by its id (section 5.8.3). */
export interface PublicKeyCredentialDescriptorJSON {
  id: Base64UrlString;
  type: "public-key";
  transports?: AuthenticatorTransport[];
}

/** What is asked of the authenticator that makes a credential (section 5.4.4). */
export interface AuthenticatorSelection {
  authenticatorAttachment?: "cross-platform" | "platform";
  requireResidentKey?: boolean;
  residentKey?: "discouraged" | "preferred" | "required";
  userVerification?: UserVerification;
}

/** Whether the person has to prove who they are, by PIN or biometrics (section 5.8.6). */
export type UserVerification = "discouraged" | "preferred" | "required";

/** A category of authenticators, for the browser to begin with (section 5.8.7). */
export type PublicKeyCredentialHint = "hybrid" | "security-key" | "client-device";

/** Form of an attestation statement (section 8). */
export type AttestationFormat =
  "fido-u2f" | "packed" | "android-safetynet" | "android-key" | "tpm" | "apple" | "none";

/** Inputs of extensions that this package has a use for (section 10.1). Others are passed through. */
export interface ExtensionInputs {
  appid?: string;
  credProps?: boolean;
  hmacCreateSecret?: boolean;
  minPinLength?: boolean;
}

/** Outputs of extensions. */
export interface ExtensionOutputs {
  appid?: boolean;
  credProps?: { rk?: boolean };
  hmacCreateSecret?: boolean;
}

/** What `create` is asked (section 5.4). */
export interface PublicKeyCredentialCreationOptionsJSON {
  rp: { id?: string; name: string };
  user: { id: Base64UrlString; name: string; displayName: string };
  challenge: Base64UrlString;
  pubKeyCredParams: { alg: number; type: "public-key" }[];
  /** Milliseconds. */
  timeout?: number;
  excludeCredentials?: PublicKeyCredentialDescriptorJSON[];
  authenticatorSelection?: AuthenticatorSelection;
  hints?: PublicKeyCredentialHint[];
  attestation?: "direct" | "enterprise" | "indirect" | "none";
  attestationFormats?: AttestationFormat[];
  extensions?: ExtensionInputs;
}

/** What `get` is asked (section 5.5). */
export interface PublicKeyCredentialRequestOptionsJSON {
  challenge: Base64UrlString;
  /** Milliseconds. */
  timeout?: number;
  rpId?: string;
  allowCredentials?: PublicKeyCredentialDescriptorJSON[];
  userVerification?: UserVerification;
  hints?: PublicKeyCredentialHint[];
  extensions?: ExtensionInputs;
}

interface CredentialJSON<Response> {
  id: Base64UrlString;
  rawId: Base64UrlString;
  response: Response;
  authenticatorAttachment?: "cross-platform" | "platform";
  clientExtensionResults: ExtensionOutputs;
  type: "public-key";
}

/** What `create` answers (section 5.1, RegistrationResponseJSON). */
export type RegistrationResponseJSON = CredentialJSON<{
  clientDataJSON: Base64UrlString;
  attestationObject: Base64UrlString;
  authenticatorData?: Base64UrlString;
  transports?: AuthenticatorTransport[];
  publicKeyAlgorithm?: number;
  /** SubjectPublicKeyInfo. */
  publicKey?: Base64UrlString;
}>;

/** What `get` answers (section 5.1, AuthenticationResponseJSON). */
export type AuthenticationResponseJSON = CredentialJSON<{
  clientDataJSON: Base64UrlString;
  authenticatorData: Base64UrlString;
  /** DER. */
  signature: Base64UrlString;
  userHandle?: Base64UrlString;
}>;
