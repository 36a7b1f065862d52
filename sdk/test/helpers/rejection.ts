import { expect } from "chai";

/** Awaits something that has to fail; returns its error, which is of a class if one is given. */
export async function rejection<error extends Error = Error>(
  promise: Promise<unknown>,
  kind?: abstract new (...args: never[]) => error,
): Promise<error> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const said =
    thrown instanceof Error ? thrown.stack : "The promise was fulfilled, and should have been rejected.";
  expect(thrown, said).to.be.instanceOf(kind ?? Error);
  return thrown as error;
}

/** Waits for a promise to be rejected, and returns the error's code. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return ((await rejection(promise)) as { code?: unknown }).code;
}
