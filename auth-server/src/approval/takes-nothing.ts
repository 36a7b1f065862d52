import { toFunctionSelector, type Hex } from "viem";

/** Functions that many contracts have, and that take nothing. */
const COMMON: ReadonlySet<string> = new Set(
  ["mint()", "claim()", "deposit()", "withdraw()"].map(toFunctionSelector),
);

/**
 * Says whether it is certain that a function takes nothing. Of any but these it is the app's word alone: a name without arguments
 * that has the same four bytes as another function is found in minutes.
 */
export function takesNothing(selector: Hex): boolean {
  return COMMON.has(selector.toLowerCase());
}
