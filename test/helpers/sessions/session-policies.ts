import { ZeroHash } from "ethers";
import {
  ConstraintCondition,
  USE_COUNT_INDEX,
  type CallSpec,
  type Constraint,
  type TransferSpec,
  type UsageLimit,
} from "./session-spec";
import { lifetime, unlimited } from "./usage-limit";

/** Bare transfers to one address, of at most `maxValuePerUse` wei each (any amount when not given). */
export function transferTo(
  target: string,
  valueLimit: UsageLimit,
  maxValuePerUse = 2n ** 256n - 1n,
): TransferSpec {
  return { target, maxValuePerUse, valueLimit };
}

/** Calls of one function, without value and with any arguments unless more is said. */
export function callTo(
  target: string,
  selector: string,
  parts: Partial<Omit<CallSpec, "target" | "selector">> = {},
): CallSpec {
  return { target, selector, maxValuePerUse: 0n, valueLimit: lifetime(0n), constraints: [], ...parts };
}

/** A constraint on the argument word `index`, which may be anything unless more is said. */
export function onArgument(index: bigint, parts: Partial<Omit<Constraint, "index">>): Constraint {
  return {
    condition: ConstraintCondition.Unconstrained,
    index,
    refValue: ZeroHash,
    limit: unlimited,
    ...parts,
  };
}

/** At most so many uses. */
export function countUses(limit: UsageLimit): Constraint {
  return onArgument(USE_COUNT_INDEX, { limit });
}
