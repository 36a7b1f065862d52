import { ConstraintCondition } from "./constraint-condition.js";

/** What each condition demands: a value follows, but for `Unconstrained`. */
export const CONDITION_WORDS: Record<(typeof ConstraintCondition)[ConstraintCondition], string> = {
  [ConstraintCondition.Unconstrained]: "anything",
  [ConstraintCondition.Equal]: "exactly",
  [ConstraintCondition.Greater]: "more than",
  [ConstraintCondition.Less]: "less than",
  [ConstraintCondition.GreaterEqual]: "at least",
  [ConstraintCondition.LessEqual]: "at most",
  [ConstraintCondition.NotEqual]: "anything but",
};
