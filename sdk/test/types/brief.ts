// The types of the project's brief, verbatim without their doc comments: anything written to them is
// accepted.

import type { Abi, Address } from "viem";
import type * as sdk from "../../src/session/index.js";

type SessionPreferences = {
  expiresAt?: string | bigint | Date;
  feeLimit?: Limit;
  transfers?: TransferPolicy[];
  contractCalls?: CallPolicy[];
};
type Limit =
  | bigint
  | { limit: bigint; period?: string | bigint }
  | { limitType: "lifetime"; limit: bigint }
  | { limitType: "unlimited" }
  | { limitType: "allowance"; limit: bigint; period: string | bigint };
type LimitType = "Unlimited" | "Lifetime" | "Allowance";
type TransferPolicy = {
  to: Address;
  maxValuePerUse?: bigint;
  valueLimit?: Limit;
};
type CallPolicy = {
  address: Address;
  abi: Abi;
  functionName: string;
  maxValuePerUse?: bigint;
  valueLimit?: PartialLimit;
  constraints?: Constraint[];
};
type PartialLimit = Limit;
type Constraint = {
  index: number;
  value?: unknown;
  condition?: ConstraintCondition;
  limit?: Limit;
};
type ConstraintCondition =
  "Unconstrained" | "Equal" | "Greater" | "Less" | "GreaterEqual" | "LessEqual" | "NotEqual";

type Same<a, b> = (<t>() => t extends a ? 1 : 2) extends <t>() => t extends b ? 1 : 2 ? true : false;
type Takes<wide, narrow> = [narrow] extends [wide] ? true : false;

export const verbatim: [
  Same<sdk.Limit, Limit>,
  Same<sdk.LimitType, LimitType>,
  Same<sdk.ConstraintCondition, ConstraintCondition>,
  Takes<sdk.PartialLimit, PartialLimit>,
  Takes<sdk.Constraint, Constraint>,
  Takes<sdk.TransferPolicy, TransferPolicy>,
  Takes<sdk.CallPolicy, CallPolicy>,
  Takes<sdk.SessionPreferences, SessionPreferences>,
] = [true, true, true, true, true, true, true, true];
