import { expect } from "chai";

/** Awaits something that must fail; returns its error, which must be of the given class, if any. */
export async function rejection<error extends Error = Error>(
  promise: Promise<unknown>,
  kind?: abstract new (...args: never[]) => error,
): Promise<error> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const said =
    thrown instanceof Error ? thrown.stack : "The promise was fulfilled but should have been rejected.";
  expect(thrown, said).to.be.instanceOf(kind ?? Error);
  return thrown as error;
}

/** Waits for a promise to be rejected, and returns the error's code. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return ((await rejection(promise)) as { code?: unknown }).code;
}
