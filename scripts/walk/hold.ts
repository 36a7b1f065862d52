import { readRefusal } from "../../test/helpers/accounts/refusal";
import { suiteErrors } from "../../test/helpers/accounts/suite-errors";
import type { Stage } from "./stage";

/** A step of the walk that did not go as it must. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
}

/** Ends the walk unless two values are the same. */
export function holds<T>(what: string, actual: T, expected: T): void {
  if (actual !== expected) throw new StepFailed(`${what}: ${String(actual)}, expected ${String(expected)}`);
}

/**
 * Ends the walk unless the chain refuses an attempt for the right reason: a custom error's name or a pattern
 * of the node's message.
 */
export async function isRefused(
  { printer }: Stage,
  what: string,
  attempt: Promise<unknown>,
  expected: RegExp,
): Promise<void> {
  const refusal = await attempt.then(
    () => undefined,
    (thrown: unknown) => readRefusal(thrown, suiteErrors),
  );
  if (!refusal) throw new StepFailed(`${what}: the chain accepted it`);
  if (!expected.test(refusal.reason)) {
    throw new StepFailed(`${what}: refused, but not for ${String(expected)}: ${refusal.reason}`);
  }
  printer.refused(what, refusal.reason);
}
