// Clients that act with a session's key.

export {
  createZksyncSessionClient,
  type ClientWithZksyncSsoSessionData,
  type SessionKeyOrSecret,
  type SessionRequiredContracts,
  type ZksyncSsoSessionClient,
  type ZksyncSsoSessionClientConfig,
  type ZksyncSsoWalletActions,
} from "./create-zksync-session-client.js";
export { encodeSessionSignature, type SessionSignatureParts } from "./session-signature.js";
export { sessionSigner, type SessionSignerParameters } from "./session-signer.js";
export { signSessionTransaction, type SignSessionTransactionArgs } from "./sign-session-transaction.js";
export {
  toSessionAccount,
  type SessionAccount,
  type ToSessionAccountParameters,
} from "./to-session-account.js";
export * from "../../session-key/index.js";
