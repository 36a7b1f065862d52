import type { Abi, Address } from "viem";
import type { ConstraintCondition } from "./constraint-condition.js";
import type { LimitType } from "./limit-type.js";

/**
 * At most so much: a bare bigint for the session's lifetime.
 *
 * @member limitType - Type of limit to enforce
 * @member limit - The limit is exceeded if the tracked value is greater than set value over the provided period
 * @member period - Resets limit every `period` seconds, as seconds (bigint) or a duration such as "24 hours"
 */
export type Limit =
  | bigint
  | { limit: bigint; period?: string | bigint }
  | { limitType: "lifetime"; limit: bigint }
  | { limitType: "unlimited" }
  | { limitType: "allowance"; limit: bigint; period: string | bigint };

/** A limit, its type by name or by the contract's number. */
export type PartialLimit =
  | Limit
  | { limitType: (typeof LimitType)["Lifetime"]; limit: bigint }
  | { limitType: (typeof LimitType)["Unlimited"] }
  | { limitType: (typeof LimitType)["Allowance"]; limit: bigint; period: string | bigint };

/** How many uses: in the session's lifetime, or in each period. */
export type UseLimit = bigint | number | { limit: bigint | number; period?: string | bigint };

/** Transfers of ETH to one address. Values in wei. */
export type TransferPolicy = {
  /** Allowed recipient address. */
  to: Address;
  /** Per transaction ETH limit; that of `valueLimit` if not given. */
  maxValuePerUse?: bigint;
  /** Cumulative ETH limit; nothing may be sent if not given. */
  valueLimit?: PartialLimit;
  /** How many transfers are allowed; any number if not given. */
  maxUses?: UseLimit;
};

/** What one argument of a call may be, and how much of it in all. */
export type Constraint = {
  /** Position of the argument among the function's arguments, from 0. */
  index: number;
  /** What to compare the argument with, in the argument's type. */
  value?: unknown;
  /** The comparison; "Equal" if there is a value. */
  condition?: ConstraintCondition;
  /** On the sum of the argument over all calls. */
  limit?: PartialLimit;
};

/** Calls of one function of one contract. Values in wei. */
export type CallPolicy = {
  /** Contract address. */
  address: Address;
  /** Contract ABI. */
  abi: Abi;
  /** Function name to call; the full signature, `name(type,type)`, where several functions have the name. */
  functionName: string;
  /** Per transaction limit for the ETH value; that of `valueLimit` if not given. */
  maxValuePerUse?: bigint;
  /** Cumulative limit for the ETH value; nothing may be sent along if not given. */
  valueLimit?: PartialLimit;
  /** What the arguments may be; anything if not given. */
  constraints?: Constraint[];
  /** How many calls are allowed; any number if not given. */
  maxUses?: UseLimit;
};

/** What an application asks for. */
export type SessionPreferences = {
  /**
   * When the session ends: after a duration ("8 hours"), at a Unix time in seconds (bigint), or at a date. The
   * auth server decides if it is not given (1 day).
   */
  expiresAt?: string | bigint | Date;
  /** Another name of `expiresAt`, that of the published client. */
  expiry?: string | bigint | Date;
  /** Maximum amount of ETH (wei) that can be spent on gas fees; it cannot be unlimited. */
  feeLimit?: PartialLimit;
  /** ETH transfer policies. */
  transfers?: TransferPolicy[];
  /** Contract call policies. */
  contractCalls?: CallPolicy[];
};

/** The published client's name of `CallPolicy`. */
export type PartialCallPolicy = CallPolicy;

/** The published client's name of `TransferPolicy`. */
export type PartialTransferPolicy = TransferPolicy;
