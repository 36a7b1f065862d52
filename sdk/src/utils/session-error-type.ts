import { ConstraintCondition } from "../session/constraint-condition.js";
import type { SessionRule } from "../session/session-rule.js";

/** Why a transaction does not fit a session, by name: the published client's list. */
export const SessionErrorType = {
  SessionInactive: "session_inactive",
  SessionExpired: "session_expired",
  FeeLimitExceeded: "fee_limit_exceeded",
  NoCallPolicy: "no_call_policy",
  NoTransferPolicy: "no_transfer_policy",
  MaxValuePerUseExceeded: "max_value_per_use_exceeded",
  ValueLimitExceeded: "value_limit_exceeded",
  ConstraintIndexOutOfBounds: "constraint_index_out_of_bounds",
  NoLimitStateFound: "no_limit_state_found",
  ParameterLimitExceeded: "parameter_limit_exceeded",
  ConstraintEqualViolated: "constraint_equal_violated",
  ConstraintGreaterViolated: "constraint_greater_violated",
  ConstraintLessViolated: "constraint_less_violated",
  ConstraintGreaterEqualViolated: "constraint_greater_equal_violated",
  ConstraintLessEqualViolated: "constraint_less_equal_violated",
  ConstraintNotEqualViolated: "constraint_not_equal_violated",
} as const;

/** Why a transaction does not fit a session: a value of `SessionErrorType`. */
export type SessionErrorType = (typeof SessionErrorType)[keyof typeof SessionErrorType];

/** The list's entry for each rule; a failed condition has one for each condition. */
export const errorTypeOfRule: Record<Exclude<SessionRule, "ConditionFailed">, SessionErrorType> = {
  SessionNotActive: SessionErrorType.SessionInactive,
  AddressOverflow: SessionErrorType.NoCallPolicy,
  TargetBanned: SessionErrorType.NoCallPolicy,
  SelectorTruncated: SessionErrorType.NoCallPolicy,
  CallNotAllowed: SessionErrorType.NoCallPolicy,
  TransferNotAllowed: SessionErrorType.NoTransferPolicy,
  MaxValuePerUseExceeded: SessionErrorType.MaxValuePerUseExceeded,
  ValueLimitExceeded: SessionErrorType.ValueLimitExceeded,
  ArgumentMissing: SessionErrorType.ConstraintIndexOutOfBounds,
  ArgumentLimitExceeded: SessionErrorType.ParameterLimitExceeded,
  UseLimitExceeded: SessionErrorType.ParameterLimitExceeded,
  MalformedBatch: SessionErrorType.NoCallPolicy,
  ExecutionModeNotAllowed: SessionErrorType.NoCallPolicy,
  EmptyBatch: SessionErrorType.NoCallPolicy,
  TooManyCalls: SessionErrorType.NoCallPolicy,
  BatchValueMismatch: SessionErrorType.NoCallPolicy,
  PaymasterInputTooShort: SessionErrorType.NoCallPolicy,
  UnknownPaymasterFlow: SessionErrorType.NoCallPolicy,
  FeeLimitExceeded: SessionErrorType.FeeLimitExceeded,
  Expired: SessionErrorType.SessionExpired,
};

/** The list's entry for each condition that can fail. */
export const errorTypeOfCondition: ReadonlyMap<number, SessionErrorType> = new Map([
  [ConstraintCondition.Equal, SessionErrorType.ConstraintEqualViolated],
  [ConstraintCondition.Greater, SessionErrorType.ConstraintGreaterViolated],
  [ConstraintCondition.Less, SessionErrorType.ConstraintLessViolated],
  [ConstraintCondition.GreaterEqual, SessionErrorType.ConstraintGreaterEqualViolated],
  [ConstraintCondition.LessEqual, SessionErrorType.ConstraintLessEqualViolated],
  [ConstraintCondition.NotEqual, SessionErrorType.ConstraintNotEqualViolated],
]);
