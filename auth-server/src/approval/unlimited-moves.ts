import {
  ConstraintCondition,
  LimitType,
  USE_COUNT_INDEX,
  type CallSpec,
  type ConstraintSpec,
  type SessionSpec,
} from "@zksync-sso/sdk/session";
import { toFunctionSelector, type Address } from "viem";
import { ENDLESS } from "./endless.ts";

/** Functions that move what a contract of several tokens has (ERC-1155, ERC-6909), and the word that says how much, if one does. */
const MOVING: ReadonlyMap<string, bigint | undefined> = new Map(
  (
    [
      ["safeTransferFrom(address,address,uint256,uint256,bytes)", 3n],
      ["safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)", undefined],
      ["transfer(address,uint256,uint256)", 2n],
      ["transferFrom(address,address,uint256,uint256)", 3n],
    ] as const
  ).map(([signature, word]) => [toFunctionSelector(signature), word]),
);

/** Lists the contracts of several tokens of which a session may move everything: nothing says how much it is in all. */
export function unlimitedMoves({ callPolicies }: SessionSpec): Address[] {
  const targets = callPolicies.filter(isUnlimited).map(({ target }) => target.toLowerCase() as Address);
  return [...new Set(targets)];
}

function isUnlimited({ selector, constraints }: CallSpec): boolean {
  const key = selector.toLowerCase();
  if (!MOVING.has(key)) return false;
  const word = MOVING.get(key);
  const ofAmount = constraints.filter(({ index }) => index === word);
  const isCounted = constraints.some((each) => each.index === USE_COUNT_INDEX && isLimited(each));
  return !ofAmount.some((each) => isLimited(each) || (isCounted && isBounded(each)));
}

function isLimited({ limit }: ConstraintSpec): boolean {
  return limit.limitType !== LimitType.Unlimited && limit.limit < ENDLESS;
}

/** Whether each call moves so much at most. */
function isBounded({ condition, refValue }: ConstraintSpec): boolean {
  const bounding: readonly number[] = [
    ConstraintCondition.Equal,
    ConstraintCondition.Less,
    ConstraintCondition.LessEqual,
  ];
  return bounding.includes(condition) && BigInt(refValue) < ENDLESS;
}
