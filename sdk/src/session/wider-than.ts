import { ConstraintCondition } from "./constraint-condition.js";
import { LimitType } from "./limit-type.js";
import { sameAddress, sameHex } from "./same.js";
import type { CallSpec, ConstraintSpec, SessionSpec, TransferSpec } from "./session-spec.js";
import type { UsageLimit } from "./usage-limit.js";

/** A session but for the key that signs for it. */
type Permissions = Omit<SessionSpec, "signer">;

/**
 * Names the first member of a session by which it allows more than another one does; nothing if whatever it allows, the
 * other one allows, too. Careful where it has to be: the answer may name a member of a session that allows no more.
 *
 * @example
 * widerThan({ ...asked, expiresAt: asked.expiresAt + 1n }, asked) // "expiresAt"
 */
export function widerThan(session: Permissions, other: Permissions): string | undefined {
  if (session.expiresAt > other.expiresAt) return "expiresAt";
  if (isWiderLimit(session.feeLimit, other.feeLimit)) return "feeLimit";
  const call = session.callPolicies.findIndex((policy) => !other.callPolicies.some(allowsCall(policy)));
  if (call >= 0) return `callPolicies[${call}]`;
  const transfer = session.transferPolicies.findIndex(
    (policy) => !other.transferPolicies.some(allowsTransfer(policy)),
  );
  return transfer >= 0 ? `transferPolicies[${transfer}]` : undefined;
}

function allowsCall(policy: CallSpec): (other: CallSpec) => boolean {
  return (other) =>
    sameHex(policy.selector, other.selector) &&
    allowsTransfer(policy)(other) &&
    other.constraints.every((constraint) => policy.constraints.some(keeps(constraint)));
}

function allowsTransfer(policy: TransferSpec): (other: TransferSpec) => boolean {
  return (other) =>
    sameAddress(policy.target, other.target) &&
    policy.maxValuePerUse <= other.maxValuePerUse &&
    !isWiderLimit(policy.valueLimit, other.valueLimit);
}

/** Says of a constraint whether whoever keeps to it keeps to the given one. */
function keeps(kept: ConstraintSpec): (constraint: ConstraintSpec) => boolean {
  return ({ index, condition, refValue, limit }) =>
    index === kept.index &&
    (kept.condition === ConstraintCondition.Unconstrained ||
      (condition === kept.condition && sameHex(refValue, kept.refValue))) &&
    !isWiderLimit(limit, kept.limit);
}

/** An amount for life is no more than the same amount for each period; the other way round, it is. */
function isWiderLimit(limit: UsageLimit, other: UsageLimit): boolean {
  if (other.limitType === LimitType.Unlimited) return false;
  if (limit.limitType === LimitType.Unlimited || limit.limit > other.limit) return true;
  if (limit.limitType === LimitType.Lifetime) return false;
  return other.limitType === LimitType.Lifetime || limit.period !== other.period;
}
