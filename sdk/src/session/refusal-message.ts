import { CONDITION_WORDS } from "./condition-words.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { LimitType } from "./limit-type.js";
import type { Refusal } from "./refusal.js";
import type { SessionRule } from "./session-rule.js";
import { SessionStatus } from "./session-status.js";
import { isoTime } from "./time.js";
import { periodEnd } from "./usage-limit.js";
import { writeWord } from "./write-word.js";

const SENTENCES: Record<SessionRule, (refusal: Refusal) => string> = {
  SessionNotActive: ({ status }) =>
    status === SessionStatus.NotInitialized
      ? "The session was never opened."
      : status === SessionStatus.Closed
        ? "The session was revoked."
        : "The session is not active.",
  AddressOverflow: () => "The paymaster's token is no address.",
  TargetBanned: () => "No session may call the account itself (but for a batch) or one of its modules.",
  SelectorTruncated: () => "Calldata of one to three bytes is no call of a function.",
  CallNotAllowed: () => "No policy of the session allows this function of this contract.",
  TransferNotAllowed: () => "No policy of the session allows transfers to this address.",
  MaxValuePerUseExceeded: ({ asked, left }) => `At most ${left} wei may be sent at once, not ${asked}.`,
  ValueLimitExceeded: ({ asked, left }) => `The value limit has ${left} wei left; this would take ${asked}.`,
  ArgumentMissing: () => "The calldata ends before an argument that is constrained.",
  ConditionFailed: ({ asked = 0n, condition = "Equal", left = 0n }) => {
    const demand = `${CONDITION_WORDS[ConstraintCondition[condition]]} ${writeWord(left)}`;
    return `An argument has to be ${demand}, and is ${writeWord(asked)}.`;
  },
  ArgumentLimitExceeded: ({ asked, left }) =>
    `An argument's limit has ${left} left; this would take ${asked}.`,
  UseLimitExceeded: ({ left }) => `The policy has ${left} uses left.`,
  MalformedBatch: () => "The batch is not encoded as the ABI has it; use encodeSessionBatch.",
  ExecutionModeNotAllowed: () =>
    "Of the account's execution modes a session may use only the batch that fails as a whole.",
  EmptyBatch: () => "The batch has no calls.",
  TooManyCalls: () => "The batch has more than 32 calls; send several.",
  BatchValueMismatch: ({ asked, left }) =>
    `The transaction's value is ${asked} wei; make it 0 or what its calls send, ${left}.`,
  PaymasterInputTooShort: () => "The paymaster's input is too short for its flow.",
  UnknownPaymasterFlow: () => "The paymaster's flow is neither general nor approval-based.",
  FeeLimitExceeded: ({ asked, left }) =>
    `The fee limit has ${left} wei left; the transaction may cost ${asked}.`,
  Expired: ({ left }) => `The session expired at ${isoTime(left ?? 0n)}.`,
};

/** Says in a sentence or two why a transaction is refused, where, and when that changes. */
export function refusalMessage(refusal: Refusal, timestamp: bigint): string {
  const { rule, path, limit, call } = refusal;
  const where =
    call === undefined ? "" : call === "approve" ? "Paymaster's approve: " : `Call ${call} of the batch: `;
  const sentence = where + SENTENCES[rule](refusal) + (path === undefined ? "" : ` (${path})`);
  if (limit?.limitType !== LimitType.Allowance) return sentence;
  return `${sentence} The next period begins at ${isoTime(periodEnd(limit, timestamp) + 1n)}.`;
}
