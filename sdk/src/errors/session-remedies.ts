import { SessionStatus } from "../session/session-status.js";

const SEND_CALLS = "Send the calls with `sendCalls`, or encode them with `encodeSessionBatch`.";
const WRITE_SESSION =
  "Write the session with `formatSessionPreferences`, which names the field that is wrong.";
const USE_CLIENT =
  "Send it with a client of `createZksyncSessionClient`, made for this session and this module.";
const PAYMASTER_INPUT =
  "Give as `paymasterInput` what `getGeneralPaymasterInput` or `getApprovalBasedPaymasterInput` makes.";
const OPEN_SESSION =
  "Have the owner open it with `createSession`, then do this again. There is nothing to close before.";

/** What to do where the session is not the obstacle, by the rule that refuses. */
const REMEDIES: Readonly<Record<string, string>> = {
  AccountNotInitialized: "Install the session module in the account, or deploy the account with it.",
  AddressOverflow: PAYMASTER_INPUT,
  ArgumentMissing: "Give the function's calldata in full, as `encodeFunctionData` writes it.",
  BatchValueMismatch: SEND_CALLS,
  ConstraintOnBareTransfer: WRITE_SESSION,
  ConstraintPeriodTooShort: WRITE_SESSION,
  CountWithCondition: WRITE_SESSION,
  CountWithoutLimit: WRITE_SESSION,
  DuplicatePolicy: WRITE_SESSION,
  EmptyBatch: SEND_CALLS,
  EmptyTimeWindow: USE_CLIENT,
  ExecutionModeNotAllowed: SEND_CALLS,
  ExpiresTooSoon: "Open a session that lasts longer than a minute, by the chain's clock.",
  FeePeriodTooShort: WRITE_SESSION,
  MalformedBatch: SEND_CALLS,
  MalformedInstallData: WRITE_SESSION,
  MalformedValidatorData: USE_CLIENT,
  NoPolicies: WRITE_SESSION,
  NoTimestampAsserter: "Deploy the module with the address of the chain's TimestampAsserter.",
  PaymasterInputTooShort: PAYMASTER_INPUT,
  SelectorTruncated:
    "Give the function's calldata in full, as `encodeFunctionData` writes it, or none at all.",
  SessionAlreadyExists: "Make a session with a key of its own: a session is opened once, and never again.",
  SessionNotActive:
    "There is nothing to close any more. To act, have the owner open a session with a new key.",
  SignerAlreadyUsed: "Make a new key: a key serves one session, and no other once that is closed.",
  TargetBanned: "Have the owner sign it: no session may call its account or one of the account's modules.",
  TooManyCalls: "Send fewer calls at once: a batch of a session has at most 32.",
  TooManyConstraints: WRITE_SESSION,
  UnexpectedPeriodId: USE_CLIENT,
  UnknownPaymasterFlow: PAYMASTER_INPUT,
  UnlimitedFees: WRITE_SESSION,
  ValuePeriodTooShort: WRITE_SESSION,
  VoidCondition: WRITE_SESSION,
  WrongNumberOfPeriodIds: USE_CLIENT,
  ZeroSigner: WRITE_SESSION,
};

/**
 * Says what to do about a rule of sessions that refuses.
 *
 * @param status - the session's status, if the rule is about that
 */
export function sessionRemedy(rule: string, status?: unknown): string {
  if (rule === "SessionNotActive" && status === SessionStatus.NotInitialized) return OPEN_SESSION;
  return (
    (Object.hasOwn(REMEDIES, rule) ? REMEDIES[rule] : undefined) ??
    "Ask for a session that allows it, or have the owner sign the transaction."
  );
}
