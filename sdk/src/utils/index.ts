// The published client's utilities for sessions, by its names. `@zksync-sso/sdk/session` has the whole of it.

export { ConstraintCondition } from "./constraint-condition.js";
export { encodeModuleData } from "./encode-module-data.js";
export { encodeSessionTx, type EncodeSessionTxArgs } from "./encode-session-tx.js";
export { getPeriodIdsForTransaction, type PeriodIdsArgs } from "./get-period-ids-for-transaction.js";
export { LimitType } from "./limit-type.js";
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
