import { ConstraintCondition, LimitType, type CallSpec, type SessionSpec } from "@zksync-sso/sdk/session";
import type { Address, Hex } from "viem";

/** Functions that let somebody else take tokens later on, and the words of their arguments that say who, and how much. */
const GRANTS: Readonly<Record<Hex, { name: string; spender: bigint; amount?: bigint }>> = {
  "0x095ea7b3": { name: "approve", spender: 0n, amount: 1n },
  "0x39509351": { name: "increaseAllowance", spender: 0n, amount: 1n },
  "0xd73dd623": { name: "increaseApproval", spender: 0n, amount: 1n },
  // ERC-1363.
  "0x3177029f": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xcae9ca51": { name: "approveAndCall", spender: 0n, amount: 1n },
  "0xa22cb465": { name: "setApprovalForAll", spender: 0n },
  // EIP-2612, and DAI's own, which has no amount.
  "0xd505accf": { name: "permit", spender: 1n, amount: 2n },
  "0x8fcbaf0c": { name: "permit", spender: 1n },
  // Permit2.
  "0x87517c45": { name: "approve", spender: 1n, amount: 2n },
};

/** So many units no token has: a limit up here, such as the largest number of its type, is none. */
const ENDLESS = 2n ** 128n;

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
  const grant = GRANTS[policy.selector.toLowerCase() as Hex];
  if (!grant) return undefined;
  if (!isFixed(policy, grant.spender))
    return `It asks to “${grant.name}” anybody it likes to take your tokens. An app has to say who.`;
  if (grant.amount !== undefined && !isBounded(policy, grant.amount))
    return `It asks to “${grant.name}” without an upper limit. An app has to say how much.`;
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
