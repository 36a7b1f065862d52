import type { Address, Hex } from "viem";
import type { ConstraintCondition } from "./constraint-condition.js";
import type { UsageLimit } from "./usage-limit.js";

/** A condition and a limit for one 32-byte word of the arguments, the one at byte `4 + 32 * index` of the calldata. */
export interface ConstraintSpec {
  condition: (typeof ConstraintCondition)[ConstraintCondition];
  /** Number of the word; `USE_COUNT_INDEX` counts uses instead, 1 for each. */
  index: bigint;
  /** What the word is compared with, both as unsigned integers. */
  refValue: Hex;
  /** On the sum of the word over all calls. */
  limit: UsageLimit;
}

/** Allows calls of one function of one contract; values in wei. */
export interface CallSpec {
  target: Address;
  /** `BARE_TRANSFER` means no calldata at all, and then governs all transfers to the target. */
  selector: Hex;
  maxValuePerUse: bigint;
  valueLimit: UsageLimit;
  constraints: ConstraintSpec[];
}

/** Allows transfers of ETH to one address; values in wei. */
export interface TransferSpec {
  target: Address;
  maxValuePerUse: bigint;
  valueLimit: UsageLimit;
}

/** Everything a session's key may do: what the owner approves, and what the chain knows the hash of. */
export interface SessionSpec {
  /** Address of the key that signs for the session. */
  signer: Address;
  /** The last second (Unix time) at which the session may act. */
  expiresAt: bigint;
  /** On the most that transactions can cost, `gas * maxFeePerGas`; not spent where a paymaster pays. */
  feeLimit: UsageLimit;
  callPolicies: CallSpec[];
  transferPolicies: TransferSpec[];
}

/** The published clients' name of `SessionSpec`. */
export type SessionConfig = SessionSpec;

/** Index of a constraint that counts uses. */
export const USE_COUNT_INDEX = 2n ** 64n - 1n;

/** Selector of a call policy that governs bare transfers. */
export const BARE_TRANSFER: Hex = "0x00000000";
