import { ConstraintCondition } from "./constraint-condition.js";
import { USE_COUNT_INDEX, type ConstraintSpec } from "./session-spec.js";
import { MAX_UINT256 } from "./usage-limit.js";

/** The smallest and the largest value that a word may have; nothing if it can have none. */
export interface WordRange {
  readonly lowest: bigint;
  readonly highest: bigint;
  /** The values between the two that it cannot have. */
  readonly holes: readonly bigint[];
}

/** The values that the conditions leave to the argument word `index`. */
export function wordRange(constraints: readonly ConstraintSpec[], index: bigint): WordRange | undefined {
  let lowest = 0n;
  let highest = MAX_UINT256;
  const excluded = new Set<bigint>();
  for (const constraint of constraints) {
    if (constraint.index !== index || constraint.index === USE_COUNT_INDEX) continue;
    const value = BigInt(constraint.refValue);
    const [from, to] = bounds(constraint, value);
    if (from > lowest) lowest = from;
    if (to < highest) highest = to;
    if (constraint.condition === ConstraintCondition.NotEqual) excluded.add(value);
  }
  while (excluded.has(lowest)) lowest += 1n;
  while (excluded.has(highest)) highest -= 1n;
  if (lowest > highest) return undefined;
  return { lowest, highest, holes: [...excluded].filter((value) => value > lowest && value < highest) };
}

function bounds({ condition }: ConstraintSpec, value: bigint): [from: bigint, to: bigint] {
  switch (condition) {
    case ConstraintCondition.Equal:
      return [value, value];
    case ConstraintCondition.Greater:
      return [value + 1n, MAX_UINT256];
    case ConstraintCondition.GreaterEqual:
      return [value, MAX_UINT256];
    case ConstraintCondition.Less:
      return [0n, value - 1n];
    case ConstraintCondition.LessEqual:
      return [0n, value];
    default:
      return [0n, MAX_UINT256];
  }
}
