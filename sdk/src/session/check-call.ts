import { size, slice, type Hex } from "viem";
import { ConstraintCondition } from "./constraint-condition.js";
import { governingPolicy } from "./governing-policy.js";
import type { Meter } from "./meter.js";
import type { Refusal } from "./refusal.js";
import { limitPath } from "./session-limit.js";
import { USE_COUNT_INDEX, type CallSpec, type ConstraintSpec, type SessionSpec } from "./session-spec.js";
import type { SessionCall } from "./session-transaction.js";

/** Holds a call to the policy that governs it, and counts it; returns the rule that refuses it, if one does. */
export function checkCall(session: SessionSpec, call: SessionCall, meter: Meter): Refusal | undefined {
  const governing = governingPolicy(session, call);
  if ("rule" in governing) return governing;
  const { kind, index, policy } = governing;
  const { value = 0n } = call;
  const list = kind === "call" ? "callPolicies" : "transferPolicies";
  if (value > policy.maxValuePerUse)
    return {
      rule: "MaxValuePerUseExceeded",
      path: `${list}[${index}].maxValuePerUse`,
      asked: value,
      left: policy.maxValuePerUse,
    };
  const path = kind === "call" ? limitPath.callValue(index) : limitPath.transferValue(index);
  const limit = policy.valueLimit;
  const exceeded = meter.spend(path, limit, value);
  if (exceeded) return { rule: "ValueLimitExceeded", path, limit, asked: value, ...exceeded };
  return kind === "call" ? checkConstraints(policy, index, call.data ?? "0x", meter) : undefined;
}

function checkConstraints(policy: CallSpec, number: number, data: Hex, meter: Meter): Refusal | undefined {
  for (const [j, constraint] of policy.constraints.entries()) {
    const path = limitPath.argument(number, j);
    const place = path.replace(/\.limit$/, "");
    const isCount = constraint.index === USE_COUNT_INDEX;
    const argument = isCount ? 1n : readArgument(data, constraint.index);
    if (argument === undefined) return { rule: "ArgumentMissing", path: place };
    if (!isCount && !meets(argument, constraint))
      return { rule: "ConditionFailed", path: place, ...failed(constraint), asked: argument };
    const limit = constraint.limit;
    const exceeded = meter.spend(path, limit, argument);
    const rule = isCount ? "UseLimitExceeded" : "ArgumentLimitExceeded";
    if (exceeded) return { rule, path, limit, asked: argument, ...exceeded };
  }
  return undefined;
}

function failed({ condition, refValue }: ConstraintSpec): Pick<Refusal, "condition" | "left"> {
  const names = Object.keys(ConstraintCondition) as ConstraintCondition[];
  const name = names.find((each) => ConstraintCondition[each] === condition);
  return { ...(name && { condition: name }), left: BigInt(refValue) };
}

/** The argument word `index` as a number; undefined if the calldata ends before it does. */
function readArgument(data: Hex, index: bigint): bigint | undefined {
  const start = 4n + 32n * index;
  if (start + 32n > BigInt(size(data))) return undefined;
  return BigInt(slice(data, Number(start), Number(start) + 32));
}

function meets(argument: bigint, { condition, refValue }: ConstraintSpec): boolean {
  const value = BigInt(refValue);
  switch (condition) {
    case ConstraintCondition.Unconstrained:
      return true;
    case ConstraintCondition.Equal:
      return argument === value;
    case ConstraintCondition.Greater:
      return argument > value;
    case ConstraintCondition.Less:
      return argument < value;
    case ConstraintCondition.GreaterEqual:
      return argument >= value;
    case ConstraintCondition.LessEqual:
      return argument <= value;
    case ConstraintCondition.NotEqual:
      return argument !== value;
  }
}
