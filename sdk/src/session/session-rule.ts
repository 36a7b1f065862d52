/**
 * The rules that refuse a session's transaction, by the names of the contract's errors; `Expired` is used for those of
 * the chain's clock, `TimestampOutOfRange` and `EmptyTimeWindow`.
 */
export type SessionRule =
  | "SessionNotActive"
  | "AddressOverflow"
  | "TargetBanned"
  | "SelectorTruncated"
  | "CallNotAllowed"
  | "TransferNotAllowed"
  | "MaxValuePerUseExceeded"
  | "ValueLimitExceeded"
  | "ArgumentMissing"
  | "ConditionFailed"
  | "ArgumentLimitExceeded"
  | "UseLimitExceeded"
  | "MalformedBatch"
  | "ExecutionModeNotAllowed"
  | "EmptyBatch"
  | "TooManyCalls"
  | "BatchValueMismatch"
  | "PaymasterInputTooShort"
  | "UnknownPaymasterFlow"
  | "FeeLimitExceeded"
  | "Expired";
