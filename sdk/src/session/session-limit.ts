import { zeroAddress, type Address, type Hex } from "viem";
import { BARE_TRANSFER, type SessionSpec } from "./session-spec.js";
import { isUnlimited, type UsageLimit } from "./usage-limit.js";

/** Where a limit is in a session, as one would write it: `callPolicies[0].constraints[1].limit`. */
export type LimitPath = string;

/** One of the limits of a session, and what the chain's state knows it by. */
export interface SessionLimit {
  readonly path: LimitPath;
  readonly limit: UsageLimit;
  /** The list of `SessionState` that has it; the fee limit is in none. */
  readonly list: "transferValue" | "callValue" | "callParams" | undefined;
  readonly target: Address;
  readonly selector: Hex;
  readonly index: bigint;
}

/** Names the limits of a session. */
export const limitPath = {
  fee: "feeLimit",
  transferValue: (policy: number): LimitPath => `transferPolicies[${policy}].valueLimit`,
  callValue: (policy: number): LimitPath => `callPolicies[${policy}].valueLimit`,
  argument: (policy: number, constraint: number): LimitPath =>
    `callPolicies[${policy}].constraints[${constraint}].limit`,
};

/** Lists all limits of a session, in the order of the chain's state. */
export function sessionLimits({ feeLimit, transferPolicies, callPolicies }: SessionSpec): SessionLimit[] {
  const none = { target: zeroAddress, selector: BARE_TRANSFER, index: 0n };
  return [
    { ...none, path: limitPath.fee, limit: feeLimit, list: undefined },
    ...transferPolicies.map(({ target, valueLimit }, i) => ({
      ...none,
      path: limitPath.transferValue(i),
      limit: valueLimit,
      list: "transferValue" as const,
      target,
    })),
    ...callPolicies.map(({ target, selector, valueLimit }, i) => ({
      ...none,
      path: limitPath.callValue(i),
      limit: valueLimit,
      list: "callValue" as const,
      target,
      selector,
    })),
    ...callPolicies.flatMap(({ target, selector, constraints }, i) =>
      constraints.map(({ index, limit }, j) => ({
        path: limitPath.argument(i, j),
        limit,
        list: "callParams" as const,
        target,
        selector,
        index,
      })),
    ),
  ].filter(({ limit, list }) => list !== "callParams" || !isUnlimited(limit));
}
