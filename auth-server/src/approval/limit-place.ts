import { USE_COUNT_INDEX, type SessionSpec, type UsageLimit } from "@zksync-sso/sdk/session";

/** Where in a session a limit is. */
export type LimitPlace =
  | { readonly kind: "fees" }
  | { readonly kind: "transfer"; readonly policy: number }
  | { readonly kind: "value"; readonly policy: number }
  | { readonly kind: "constraint"; readonly policy: number; readonly constraint: number };

/** Returns the limit at a place. */
export function limitAt(session: SessionSpec, place: LimitPlace): UsageLimit {
  switch (place.kind) {
    case "fees":
      return session.feeLimit;
    case "transfer":
      return at(session.transferPolicies, place.policy).valueLimit;
    case "value":
      return at(session.callPolicies, place.policy).valueLimit;
    case "constraint":
      return at(at(session.callPolicies, place.policy).constraints, place.constraint).limit;
  }
}

/** Lowers the limit at a place; what may go at once goes down with what may go in all. */
export function lowerLimit(session: SessionSpec, place: LimitPlace, limit: bigint): SessionSpec {
  const lowered = (before: UsageLimit): UsageLimit => ({ ...before, limit: least(before.limit, limit) });
  if (place.kind === "fees") return { ...session, feeLimit: lowered(session.feeLimit) };
  if (place.kind === "transfer") {
    const transferPolicies = replace(session.transferPolicies, place.policy, (policy) => ({
      ...policy,
      maxValuePerUse: least(policy.maxValuePerUse, limit),
      valueLimit: lowered(policy.valueLimit),
    }));
    return { ...session, transferPolicies };
  }
  const callPolicies = replace(session.callPolicies, place.policy, (policy) =>
    place.kind === "value"
      ? {
          ...policy,
          maxValuePerUse: least(policy.maxValuePerUse, limit),
          valueLimit: lowered(policy.valueLimit),
        }
      : {
          ...policy,
          constraints: replace(policy.constraints, place.constraint, (constraint) => ({
            ...constraint,
            limit: lowered(constraint.limit),
          })),
        },
  );
  return { ...session, callPolicies };
}

/** Says where a policy counts its uses; nothing if it does not. */
export function countPlace(session: SessionSpec, policy: number): LimitPlace | undefined {
  const constraint = at(session.callPolicies, policy).constraints.findIndex(
    ({ index }) => index === USE_COUNT_INDEX,
  );
  return constraint < 0 ? undefined : { kind: "constraint", policy, constraint };
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function replace<item>(list: readonly item[], index: number, change: (item: item) => item): item[] {
  return list.map((each, i) => (i === index ? change(each) : each));
}

function at<item>(list: readonly item[], index: number): item {
  const found = list[index];
  if (found === undefined) throw new RangeError(`There is no policy number ${index} in the session.`);
  return found;
}
