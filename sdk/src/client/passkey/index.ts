// Accounts with passkeys: making and finding them, and clients that sign with a passkey.

export type { Authenticator } from "../../passkey/authenticator.js";
export { browserAuthenticator } from "../../passkey/browser-authenticator.js";
export {
  generatePasskeyAuthenticationOptions,
  generatePasskeyRegistrationOptions,
  type GeneratePasskeyAuthenticationOptionsArgs,
  type GeneratePasskeyRegistrationOptionsArgs,
  type KnownCredential,
} from "../../passkey/passkey-options.js";
export {
  registerNewPasskey,
  type RegisterNewPasskeyArgs,
  type RegisterNewPasskeyReturnType,
  type VerifiedPasskeyRegistration,
} from "../../passkey/register-new-passkey.js";
export {
  requestPasskeyAuthentication,
  type RequestPasskeyAuthenticationArgs,
  type RequestPasskeyAuthenticationReturnType,
} from "../../passkey/request-passkey-authentication.js";
export {
  passkeySigner,
  type PasskeySigner,
  type PasskeySignerParameters,
} from "../../passkey/passkey-signer.js";
export {
  signalAllAcceptedCredentials,
  signalCurrentUserDetails,
  signalUnknownCredential,
  type SignalAllAcceptedCredentialsArgs,
  type SignalCurrentUserDetailsArgs,
  type SignalUnknownCredentialArgs,
} from "../../passkey/signal-credentials.js";
export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON as GeneratePasskeyRegistrationOptionsReturnType,
  PublicKeyCredentialRequestOptionsJSON as GeneratePasskeyAuthenticationOptionsReturnType,
  RegistrationResponseJSON,
} from "../../passkey/webauthn-json.js";
export {
  addAccountOwnerPasskey,
  removeAccountOwnerPasskey,
  type AddAccountOwnerPasskeyArgs,
  type AddAccountOwnerPasskeyReturnType,
  type RemoveAccountOwnerPasskeyArgs,
} from "./account-passkeys.js";
export {
  createZksyncPasskeyClient,
  type ZksyncSsoPasskeyClient,
  type ZksyncSsoPasskeyClientConfig,
} from "./create-zksync-passkey-client.js";
export { type ClientWithZksyncSsoPasskeyData, type PasskeyRequiredContracts } from "./passkey-client-data.js";
export {
  deployAccount,
  encodePasskeyModuleData,
  type DeployAccountArgs,
  type DeployAccountPasskeyArgs,
  type DeployAccountReturnType,
} from "./deploy-account.js";
export { fetchAccount, type FetchAccountArgs, type FetchAccountReturnType } from "./fetch-account.js";
export { zksyncSsoPasskeyActions, type ZksyncSsoPasskeyActions } from "./passkey-actions.js";
export {
  toPasskeyAccount,
  type PasskeyAccount,
  type ToPasskeyAccountParameters,
} from "./to-passkey-account.js";
