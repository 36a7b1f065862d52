import { dataLength, dataSlice } from "ethers";
import { periodId } from "../helpers/session-periods";
import {
  Condition,
  LimitType,
  USE_COUNT_INDEX,
  type Constraint,
  type SessionSpec,
  type UsageLimit,
} from "../helpers/session-spec";

/** What a session's key asks for. Value and fee in wei; nobody but the account pays. */
export interface ModelCall {
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
  readonly fee: bigint;
}

/** "allowed", or the name of the rule that refuses. */
export type Verdict =
  | "allowed"
  | "SelectorTruncated"
  | "CallNotAllowed"
  | "TransferNotAllowed"
  | "MaxValuePerUseExceeded"
  | "ValueLimitExceeded"
  | "ArgumentMissing"
  | "ConditionFailed"
  | "ArgumentLimitExceeded"
  | "UseLimitExceeded"
  | "FeeLimitExceeded";

/**
 * The policy language of sessions, written down a second time and without regard to cost: an open session, the time
 * apart from it, and what was used per limit and period.
 */
export class SessionModel {
  readonly #spec: SessionSpec;
  readonly #used = new Map<string, bigint>();

  constructor(spec: SessionSpec) {
    this.#spec = spec;
  }

  /** Decides about a call at a time (seconds since 1970), and counts it if it is allowed. */
  decide(call: ModelCall, now: bigint): Verdict {
    const spent: [string, bigint][] = [];
    const spend = (name: string, limit: UsageLimit, amount: bigint): boolean => {
      if (Number(limit.limitType) === LimitType.Unlimited) return true;
      const key = `${name} in period ${periodId(limit, now)}`;
      const total = (this.#used.get(key) ?? 0n) + amount;
      spent.push([key, total]);
      return total <= limit.limit;
    };
    const verdict = this.#check(call, spend);
    if (verdict !== "allowed") return verdict;
    if (!spend("fee", this.#spec.feeLimit, call.fee)) return "FeeLimitExceeded";
    for (const [key, total] of spent) this.#used.set(key, total);
    return "allowed";
  }

  #check(call: ModelCall, spend: (name: string, limit: UsageLimit, amount: bigint) => boolean): Verdict {
    const length = dataLength(call.data);
    if (length > 0 && length < 4) return "SelectorTruncated";
    const selector = length === 0 ? "0x00000000" : dataSlice(call.data, 0, 4);
    const isFunctionZero = length > 0 && selector === "0x00000000";
    const policies = isFunctionZero ? [] : this.#spec.callPolicies;
    const index = policies.findIndex((policy) => policy.target === call.to && policy.selector === selector);
    if (index < 0 && length > 0) return "CallNotAllowed";
    if (index < 0) return this.#checkTransfer(call, spend);
    const policy = policies[index];
    if (call.value > policy.maxValuePerUse) return "MaxValuePerUseExceeded";
    if (!spend(`value of call ${index}`, policy.valueLimit, call.value)) return "ValueLimitExceeded";
    for (const [position, constraint] of policy.constraints.entries()) {
      const isCount = constraint.index === USE_COUNT_INDEX;
      const argument = isCount ? 1n : readArgument(call.data, constraint.index);
      if (argument === undefined) return "ArgumentMissing";
      if (!isCount && !meets(argument, constraint)) return "ConditionFailed";
      if (!spend(`constraint ${position} of call ${index}`, constraint.limit, argument))
        return isCount ? "UseLimitExceeded" : "ArgumentLimitExceeded";
    }
    return "allowed";
  }

  #checkTransfer(
    call: ModelCall,
    spend: (name: string, limit: UsageLimit, amount: bigint) => boolean,
  ): Verdict {
    const index = this.#spec.transferPolicies.findIndex((policy) => policy.target === call.to);
    if (index < 0) return "TransferNotAllowed";
    const policy = this.#spec.transferPolicies[index];
    if (call.value > policy.maxValuePerUse) return "MaxValuePerUseExceeded";
    const fits = spend(`value of transfer ${index}`, policy.valueLimit, call.value);
    return fits ? "allowed" : "ValueLimitExceeded";
  }
}

function readArgument(data: string, index: bigint): bigint | undefined {
  const start = 4n + 32n * index;
  if (BigInt(dataLength(data)) < start + 32n) return undefined;
  return BigInt(dataSlice(data, Number(start), Number(start) + 32));
}

function meets(argument: bigint, { condition, refValue }: Constraint): boolean {
  const reference = BigInt(refValue);
  switch (Number(condition)) {
    case Condition.Unconstrained:
      return true;
    case Condition.Equal:
      return argument === reference;
    case Condition.Greater:
      return argument > reference;
    case Condition.Less:
      return argument < reference;
    case Condition.GreaterOrEqual:
      return argument >= reference;
    case Condition.LessOrEqual:
      return argument <= reference;
    case Condition.NotEqual:
      return argument !== reference;
    default:
      throw new Error(`no such condition: ${condition}`);
  }
}
