import type { Address, Hex } from "viem";
import { SessionStateMismatchError } from "../errors/session-errors.js";
import { explain, type Explanation } from "../session/explain.js";
import type { SessionSpec } from "../session/session-spec.js";
import type { SessionState } from "../session/session-state.js";
import { errorTypeOfCondition, errorTypeOfRule, SessionErrorType } from "./session-error-type.js";

/** Whether a transaction fits a session; if not, why. */
export type ValidationResult = {
  valid: boolean;
  error: null | { type: SessionErrorType; message: string };
};

/** A transaction, its session, and what is left of it. */
export type TransactionValidationArgs = {
  sessionState: SessionState;
  sessionConfig: SessionSpec;
  transaction: {
    to: Address;
    value?: bigint;
    data?: Hex;
    gas?: bigint;
    gasPrice?: bigint;
    maxFeePerGas?: bigint;
    maxPriorityFeePerGas?: bigint;
    paymaster?: Address;
  };
  /** The chain's time in seconds. The expiry is not judged without it. */
  currentTimestamp?: bigint;
};

/**
 * Says whether a transaction fits a session, in the published client's words. `explain` says more: also of batches,
 * approvals, modules, and what is left.
 */
export function validateSessionTransaction(args: TransactionValidationArgs): ValidationResult {
  const { sessionState, sessionConfig, transaction, currentTimestamp = 0n } = args;
  try {
    const answer = explain(sessionConfig, { ...sessionState, timestamp: currentTimestamp }, transaction);
    if (answer.allowed) return { valid: true, error: null };
    return { valid: false, error: { type: errorTypeOf(answer, sessionConfig), message: answer.message } };
  } catch (error) {
    if (!(error instanceof SessionStateMismatchError)) throw error;
    return { valid: false, error: { type: SessionErrorType.NoLimitStateFound, message: error.message } };
  }
}

type Refused = Extract<Explanation, { allowed: false }>;

function errorTypeOf({ rule, path }: Refused, session: SessionSpec): SessionErrorType {
  if (rule !== "ConditionFailed") return errorTypeOfRule[rule];
  const constraints = session.callPolicies.flatMap((policy, i) =>
    policy.constraints.map((constraint, j) => ({
      place: `callPolicies[${i}].constraints[${j}]`,
      constraint,
    })),
  );
  const condition = constraints.find(({ place }) => place === path)?.constraint.condition;
  return errorTypeOfCondition.get(condition ?? -1) ?? SessionErrorType.ConstraintEqualViolated;
}
