import { ConstraintCondition as condition } from "../session/constraint-condition.js";

/** How an argument is compared, by name. */
export const ConstraintCondition = condition;

/** How an argument is compared: a value of `ConstraintCondition`. */
export type ConstraintCondition = (typeof condition)[keyof typeof condition];
