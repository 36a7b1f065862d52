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

/** Allows plain transfers to one address, of at most `maxValuePerUse` wei each (any amount if not given). */
export function transferTo(
  target: string,
  valueLimit: UsageLimit,
  maxValuePerUse = 2n ** 256n - 1n,
): TransferSpec {
  return { target, maxValuePerUse, valueLimit };
}

/** Allows calls to one function, without value and with any arguments unless more is given. */
export function callTo(
  target: string,
  selector: string,
  parts: Partial<Omit<CallSpec, "target" | "selector">> = {},
): CallSpec {
  return { target, selector, maxValuePerUse: 0n, valueLimit: lifetime(0n), constraints: [], ...parts };
}

/** Returns a constraint on the argument word `index`, which may be anything unless more is given. */
export function onArgument(index: bigint, parts: Partial<Omit<Constraint, "index">>): Constraint {
  return {
    condition: ConstraintCondition.Unconstrained,
    index,
    refValue: ZeroHash,
    limit: unlimited,
    ...parts,
  };
}

/** Returns a limit on the number of uses. */
export function countUses(limit: UsageLimit): Constraint {
  return onArgument(USE_COUNT_INDEX, { limit });
}
