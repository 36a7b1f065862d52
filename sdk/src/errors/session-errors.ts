import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";
import type { TimeRefusal } from "../session/time-refusal.js";

const SESSIONS_PAGE = "docs/sdk/sessions.md";

/** What is wrong with one field of a session, and what to do about it. */
export interface SessionFieldProblem {
  /** Where it is, as one would write it in TypeScript: `contractCalls[0].constraints[1].index`. */
  readonly field: string;
  /** Continues the field's name to a sentence, without the full stop. */
  readonly problem: string;
  /** What to do about it: a sentence. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** A session that is refused as it is written, because of one of its fields. Invalid parameters (-32602). */
export class InvalidSessionError extends SsoError {
  override readonly name: string = "InvalidSessionError";
  /** Where the fault is, as one would write it in TypeScript: `contractCalls[0].constraints[1].index`. */
  readonly field: string;

  constructor({ field, problem, remedy, cause }: SessionFieldProblem, anchor: string) {
    super(`${field} ${problem}.`, {
      cause,
      metaMessages: [remedy],
      docsPath: `${SESSIONS_PAGE}#${anchor}`,
      code: standardErrorCodes.rpc.invalidParams,
    });
    this.field = field;
  }
}

/** An expiry or a period that makes no sense, is past, or too short. */
export class InvalidDurationError extends InvalidSessionError {
  override readonly name = "InvalidDurationError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "durations");
  }
}

/** A duration that is counted from now, while nobody said when now is on the chain. */
export class InvalidClockError extends InvalidSessionError {
  override readonly name = "InvalidClockError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "durations");
  }
}

/** A limit that is none, contradicts itself, or may not be. */
export class InvalidLimitError extends InvalidSessionError {
  override readonly name = "InvalidLimitError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "limits");
  }
}

/** A target that is no address, or that no session may have. */
export class InvalidTargetError extends InvalidSessionError {
  override readonly name = "InvalidTargetError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "transfers");
  }
}

/** A function that the ABI does not have, or that changes nothing. */
export class FunctionNotFoundError extends InvalidSessionError {
  override readonly name = "FunctionNotFoundError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "contract-calls");
  }
}

/** A name that several functions of the ABI have. */
export class OverloadedFunctionError extends InvalidSessionError {
  override readonly name = "OverloadedFunctionError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "contract-calls");
  }
}

/** An argument that the function does not have. */
export class ArgumentNotFoundError extends InvalidSessionError {
  override readonly name = "ArgumentNotFoundError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "constraints");
  }
}

/** An argument whose value has no fixed place in the calldata. */
export class DynamicArgumentError extends InvalidSessionError {
  override readonly name = "DynamicArgumentError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "constraints");
  }
}

/** A comparison or a limit on an argument that the chain would not count as it reads. */
export class UnorderedArgumentError extends InvalidSessionError {
  override readonly name = "UnorderedArgumentError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "constraints");
  }
}

/** A condition that there is not, lacks a value, or that everything or nothing meets. */
export class InvalidConditionError extends InvalidSessionError {
  override readonly name = "InvalidConditionError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "constraints");
  }
}

/** A value that is not of the argument's type. */
export class InvalidArgumentValueError extends InvalidSessionError {
  override readonly name = "InvalidArgumentValueError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "constraints");
  }
}

/** A second policy for one thing. */
export class DuplicatePolicyError extends InvalidSessionError {
  override readonly name = "DuplicatePolicyError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "contract-calls");
  }
}

/** A member of session preferences that there is not, or that has another shape. */
export class InvalidPreferenceError extends InvalidSessionError {
  override readonly name = "InvalidPreferenceError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "preferences");
  }
}

/** An ABI that is none, or is written in another form. */
export class InvalidAbiError extends InvalidSessionError {
  override readonly name = "InvalidAbiError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "contract-calls");
  }
}

/** A session that allows nothing. */
export class EmptySessionError extends InvalidSessionError {
  override readonly name = "EmptySessionError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "preferences");
  }
}

/** A session's JSON that lacks a member or has one of another type. */
export class MalformedSessionConfigError extends InvalidSessionError {
  override readonly name = "MalformedSessionConfigError";
  constructor(problem: SessionFieldProblem) {
    super(problem, "on-the-wire");
  }
}

/** A state that was read for another session. Invalid parameters (-32602). */
export class SessionStateMismatchError extends SsoError {
  override readonly name = "SessionStateMismatchError";

  constructor(missing: string) {
    super(`The state has no entry for ${missing} of the session.`, {
      metaMessages: ["Read it with `sessionState(account, session)` for exactly this session."],
      docsPath: `${SESSIONS_PAGE}#explaining-a-refusal`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** A call that no policy of the session is about. Unauthorized (4100). */
export class NoPolicyError extends SsoError {
  override readonly name = "NoPolicyError";

  constructor(call: string) {
    super(`No policy of the session is about ${call}.`, {
      metaMessages: ["Ask for a session that allows it, or have the owner sign the transaction."],
      docsPath: `${SESSIONS_PAGE}#explaining-a-refusal`,
      code: standardErrorCodes.provider.unauthorized,
    });
  }
}

/** A transaction that cannot be read as one a session could send. Invalid parameters (-32602). */
export class MalformedTransactionError extends SsoError {
  override readonly name = "MalformedTransactionError";

  constructor(problem: string, remedy: string) {
    super(problem, {
      metaMessages: [remedy],
      docsPath: `${SESSIONS_PAGE}#explaining-a-refusal`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/**
 * A transaction at the end of an allowance's period that it counts against. The chain takes it when the next period has
 * begun. Transaction rejected (-32003).
 */
export class PeriodEndsSoonError extends SsoError {
  override readonly name = "PeriodEndsSoonError";
  readonly refusal: Extract<TimeRefusal, { rule: "PeriodEndsSoon" }>;
  /** From when on (Unix time in seconds) it can be sent: the limit counts anew then. */
  readonly retryAt: bigint;

  constructor(refusal: PeriodEndsSoonError["refusal"], message: string, cause?: unknown) {
    super(message, {
      cause,
      metaMessages: [
        `Send it from ${refusal.retryAt} (Unix time) on, when the limit counts anew, or have the owner sign it.`,
      ],
      docsPath: `${SESSIONS_PAGE}#the-last-minute`,
      code: standardErrorCodes.rpc.transactionRejected,
    });
    this.refusal = refusal;
    this.retryAt = refusal.retryAt;
  }
}

/** A transaction at the end of its session. Unauthorized (4100). */
export class SessionEndsSoonError extends SsoError {
  override readonly name = "SessionEndsSoonError";
  readonly refusal: Extract<TimeRefusal, { rule: "SessionEndsSoon" }>;

  constructor(refusal: SessionEndsSoonError["refusal"], message: string, cause?: unknown) {
    super(message, {
      cause,
      metaMessages: ["Ask for a new session, or have the owner sign the transaction."],
      docsPath: `${SESSIONS_PAGE}#the-last-minute`,
      code: standardErrorCodes.provider.unauthorized,
    });
    this.refusal = refusal;
  }
}
