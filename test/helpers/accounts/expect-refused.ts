import { expect } from "chai";
import { readRefusal, type Refusal } from "./refusal";
import { suiteErrors } from "./suite-errors";

/**
 * Expects the node to refuse: `expectRefused(sendAs(…), "SessionNotActive")`.
 *
 * @param reason the custom error's name, or text (or a pattern) in the node's message. Whatever it is, it is met by a
 * node that tells nobody why it dropped a transaction, which the embedded node never does.
 * @returns the refusal, for assertions on the error's arguments.
 */
export async function expectRefused(promise: Promise<unknown>, reason: string | RegExp): Promise<Refusal> {
  const outcome = await promise.then(
    () => undefined,
    (thrown: unknown) => readRefusal(thrown, suiteErrors),
  );
  expect(outcome, `expected a refusal (${String(reason)}), but it was accepted`).to.not.equal(undefined);
  const refusal = outcome as Refusal;
  if (refusal.isUnexplained) return refusal;
  if (reason instanceof RegExp) expect(refusal.reason).to.match(reason);
  else if (refusal.error?.name !== reason) expect(refusal.reason).to.contain(reason);
  return refusal;
}

/** The text every refused signature ends in: the account answered, but not with the magic value. */
export const INVALID_SIGNATURE = /invalid magic value/;
