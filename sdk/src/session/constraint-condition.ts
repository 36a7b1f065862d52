/** How an argument is compared with a constraint's value; the numbers are the contract's. */
export const ConstraintCondition = {
  Unconstrained: 0,
  Equal: 1,
  Greater: 2,
  Less: 3,
  GreaterEqual: 4,
  LessEqual: 5,
  NotEqual: 6,
} as const;

/** How an argument is compared with a constraint's value. */
export type ConstraintCondition = keyof typeof ConstraintCondition;
