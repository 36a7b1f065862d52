// The published client's utilities, by its names. `@zksync-sso/sdk/session` and `@zksync-sso/sdk/client/passkey` have the whole
// of it.

export { base64UrlToUint8Array } from "./base64-url-to-uint8-array.js";
export { ConstraintCondition } from "./constraint-condition.js";
export { encodeModuleData } from "./encode-module-data.js";
export {
  encodePasskeyModuleParameters,
  type PasskeyModuleParameters,
} from "./encode-passkey-module-parameters.js";
export { encodeSessionTx, type EncodeSessionTxArgs } from "./encode-session-tx.js";
export { getPeriodIdsForTransaction, type PeriodIdsArgs } from "./get-period-ids-for-transaction.js";
export { LimitType } from "./limit-type.js";
export {
  getPasskeySignatureFromPublicKeyBytes,
  getPublicKeyBytesFromPasskeySignature,
  type PasskeyCoordinates,
} from "./passkey-public-key.js";
export {
  normalizeS,
  passkeyHashSignatureResponseFormat,
  unwrapEC2Signature,
} from "./passkey-signature-bytes.js";
export { SessionErrorType } from "./session-error-type.js";
export {
  SessionEventType,
  type SessionStateEvent,
  type SessionStateEventCallback,
} from "./session-events.js";
export {
  validateSessionTransaction,
  type TransactionValidationArgs,
  type ValidationResult,
} from "./validate-session-transaction.js";
export { encodeSession } from "../session/encode-session.js";
export type {
  CallSpec as CallPolicy,
  ConstraintSpec as Constraint,
  SessionConfig,
  TransferSpec as TransferPolicy,
} from "../session/session-spec.js";
export type { SessionState } from "../session/session-state.js";
export { SessionStatus } from "../session/session-status.js";
export { LimitUnlimited, LimitZero, type UsageLimit as Limit } from "../session/usage-limit.js";
