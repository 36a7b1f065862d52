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
import { padHex, zeroHash, type Abi, type Hex } from "viem";
import { askedConnection, type AskedSession } from "../src/approval/asked-session.ts";

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

/** Makes a constraint that a word adds up to at most a value. */
export const summed = (index: bigint, value: bigint): ConstraintSpec => ({
  index,
  condition: ConstraintCondition.Unconstrained,
  refValue: zeroHash,
  limit: lifetime(value),
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

/** Reads an app's request for a session with a single call. */
export const askedCall = (
  abi: Abi,
  functionName: string,
  constraints: readonly object[] = [],
): AskedSession => {
  const call = { address: TARGET, abi, functionName, constraints };
  const preferences = { expiresAt: "8 hours", feeLimit: 10n ** 15n, contractCalls: [call] };
  const session = { key: { type: "secp256k1", address: SPENDER }, preferences };
  const request = { method: "wallet_connect", params: [{ version: "1", capabilities: { session } }] };
  const asked = askedConnection(request as never, 1_800_000_000n).session;
  if (!asked) throw new Error("No session is asked for.");
  return asked;
};
