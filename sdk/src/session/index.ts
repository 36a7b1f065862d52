// Sessions: everything about a policy, usable without a chain, a browser or a network.

export { callPolicy } from "./call-policy.js";
export { quotedName, symbolName } from "./claimed-name.js";
export type { Clock } from "./clock.js";
export type { CollectionLoss } from "./collection-loss.js";
export { ConstraintCondition } from "./constraint-condition.js";
export { describeSession, type DescribeSessionOptions } from "./describe-session.js";
export { type DescribedContract } from "./described-contract.js";
export { describeCall, type CallDescription } from "./describe-call.js";
export { encodeSession } from "./encode-session.js";
export { explain, type Explanation } from "./explain.js";
export { formatDatePreferences } from "./format-date-preferences.js";
export { formatLimitPreferences } from "./format-limit-preferences.js";
export { formatSessionPreferences, type SessionDefaults } from "./format-session-preferences.js";
export type { ConstraintOf, TypesafeCallPolicy, WriteFunctionName } from "./function-types.js";
export { getPeriodIds } from "./get-period-ids.js";
export { getSessionHash } from "./get-session-hash.js";
export { getValidUntil, type ValidUntil } from "./get-valid-until.js";
export { grantingFunction, grantOf, type GrantingFunction } from "./granting-function.js";
export type { IdRange } from "./id-range.js";
export { LimitType } from "./limit-type.js";
export type { Spending } from "./meter.js";
export { parseSessionConfigJSON } from "./parse-session-config-json.js";
export type {
  CallPolicy,
  Constraint,
  Limit,
  PartialCallPolicy,
  PartialLimit,
  PartialTransferPolicy,
  SessionPreferences,
  TransferPolicy,
  UseLimit,
} from "./preferences.js";
export type { Refusal } from "./refusal.js";
export { encodeSessionBatch } from "./session-batch.js";
export type { SessionConfigJSON } from "./session-config-json.js";
export type { LimitPath } from "./session-limit.js";
export type { SessionRule } from "./session-rule.js";
export {
  BARE_TRANSFER,
  USE_COUNT_INDEX,
  type CallSpec,
  type ConstraintSpec,
  type SessionConfig,
  type SessionSpec,
  type TransferSpec,
} from "./session-spec.js";
export type { LimitState, SessionSnapshot, SessionState } from "./session-state.js";
export { SessionStatus } from "./session-status.js";
export type { SessionCall, SessionTransaction } from "./session-transaction.js";
export { addUsage, NO_USAGE, sessionStateOf, type SessionUsage } from "./session-usage.js";
export type { Bound } from "./spending-bound.js";
export type { TimeRefusal } from "./time-refusal.js";
export { toSessionConfigJSON } from "./to-session-config-json.js";
export type { ContractOfStandard, TokenStandard } from "./token-standard.js";
export { LimitUnlimited, LimitZero, type UsageLimit } from "./usage-limit.js";
export { worstCase, type TokenLoss, type WorstCase, type WorstCaseOptions } from "./worst-case.js";
