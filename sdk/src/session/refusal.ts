import type { ConstraintCondition } from "./constraint-condition.js";
import type { SessionRule } from "./session-rule.js";
import type { SessionStatus } from "./session-status.js";
import type { UsageLimit } from "./usage-limit.js";

/** The rule that refuses a transaction, and what it is about. */
export interface Refusal {
  readonly rule: SessionRule;
  /** The status of a session that is not active. */
  readonly status?: SessionStatus;
  /** The part of the session that refuses: `callPolicies[0].constraints[1].limit`. */
  readonly path?: string;
  /** The limit that is exceeded. */
  readonly limit?: UsageLimit;
  /** How an argument is compared, of one that does not meet its condition: with `left`. */
  readonly condition?: ConstraintCondition;
  readonly asked?: bigint;
  readonly left?: bigint;
  /** The call it is about: its number in a batch; "approve" of one that the paymaster asks for. */
  readonly call?: number | "approve";
}
