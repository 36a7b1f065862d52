import {
  ConstraintCondition,
  LimitType,
  LimitUnlimited,
  LimitZero,
  type CallSpec,
  type ConstraintSpec,
  type SessionSpec,
  type UsageLimit,
} from "@zksync-sso/sdk/session";
import { padHex, type Hex } from "viem";

export const TARGET = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
export const SPENDER = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";

/** Makes a limit for the session's lifetime. */
export const lifetime = (limit: bigint): UsageLimit => ({ limitType: LimitType.Lifetime, limit, period: 0n });

/** Makes a call policy that allows no ETH. */
export const callOf = (selector: Hex, constraints: ConstraintSpec[] = []): CallSpec => ({
  target: TARGET,
  selector,
  maxValuePerUse: 0n,
  valueLimit: LimitZero,
  constraints,
});

/** Makes a constraint that a word equals a value. */
export const exactly = (index: bigint, value: Hex): ConstraintSpec => ({
  index,
  condition: ConstraintCondition.Equal,
  refValue: padHex(value),
  limit: LimitUnlimited,
});

/** Makes a constraint that a word is at most a value. */
export const atMost = (index: bigint, value: bigint): ConstraintSpec => ({
  index,
  condition: ConstraintCondition.LessEqual,
  refValue: padHex(`0x${value.toString(16)}`),
  limit: LimitUnlimited,
});

/** Makes a session that may do nothing but pay fees, apart from what is given. */
export const sessionOf = (parts: Partial<SessionSpec> = {}): SessionSpec => ({
  signer: SPENDER,
  expiresAt: 2_000_000_000n,
  feeLimit: lifetime(10n ** 16n),
  callPolicies: [],
  transferPolicies: [],
  ...parts,
});
