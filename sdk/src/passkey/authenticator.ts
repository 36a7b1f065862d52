import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "./webauthn-json.js";

/**
 * What makes passkeys and signs with them: a browser's `navigator.credentials` by default, software in tests, the
 * system's in a mobile app. Options and answers are those of Web Authentication Level 3 in JSON (section 5.1).
 */
export interface Authenticator {
  /** Makes a passkey (section 5.1.3). */
  create(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON>;
  /** Signs with a passkey (section 5.1.4). */
  get(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON>;
}
