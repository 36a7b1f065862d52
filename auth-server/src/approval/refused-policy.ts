import {
  grantingFunction,
  ConstraintCondition,
  LimitType,
  type CallSpec,
  type SessionSpec,
} from "@zksync-sso/sdk/session";
import type { Address } from "viem";
import { ENDLESS } from "./endless.ts";

/**
 * Says why a session is not even shown to the person: nobody could say yes to it knowing what they do. Nothing if it may
 * be.
 *
 * @param banned - the account, and the contracts that decide who may act for it
 */
export function whyRefused(
  { callPolicies, transferPolicies }: SessionSpec,
  banned: readonly Address[],
): string | undefined {
  const isBanned = ({ target }: { readonly target: Address }) =>
    banned.some((address) => address.toLowerCase() === target.toLowerCase());
  const forbidden = [...callPolicies, ...transferPolicies].find(isBanned);
  if (forbidden)
    return `It asks for ${forbidden.target}, which decides who may act for your account. No app may have that.`;
  for (const policy of callPolicies) {
    const reason = whyGrantRefused(policy);
    if (reason) return reason;
  }
  return undefined;
}

function whyGrantRefused(policy: CallSpec): string | undefined {
  const grant = grantingFunction(policy.selector);
  if (!grant) return undefined;
  if (!isFixed(policy, grant.spender))
    return `It asks to “${grant.name}” anybody it likes to take your tokens. An app has to say who.`;
  if (grant.amount !== undefined && !isBounded(policy, grant.amount))
    return `It asks to “${grant.name}” without an upper limit. An app has to say how much.`;
  if (grant.token !== undefined && !isFixed(policy, grant.token))
    return `It asks to “${grant.name}” whatever token it likes. An app has to say which.`;
  return undefined;
}

function isFixed({ constraints }: CallSpec, word: bigint): boolean {
  return constraints.some(
    ({ index, condition }) => index === word && condition === ConstraintCondition.Equal,
  );
}

function isBounded({ constraints }: CallSpec, word: bigint): boolean {
  const bounding: readonly number[] = [
    ConstraintCondition.Equal,
    ConstraintCondition.Less,
    ConstraintCondition.LessEqual,
  ];
  return constraints.some(
    ({ index, condition, refValue, limit }) =>
      index === word &&
      ((bounding.includes(condition) && BigInt(refValue) < ENDLESS) ||
        (limit.limitType !== LimitType.Unlimited && limit.limit < ENDLESS)),
  );
}
