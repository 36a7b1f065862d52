import { expect } from "chai";
import type { Interface, Result } from "ethers";
import { readRefusal } from "./refusal";

/** Expects the node to refuse with a custom error of the given interface, and returns the error's arguments. */
export async function expectError(promise: Promise<unknown>, abi: Interface, name: string): Promise<Result> {
  const refusal = await promise.then(
    () => undefined,
    (thrown: unknown) => readRefusal(thrown, [abi]),
  );
  expect(refusal, `expected ${name}, but it was accepted`).to.not.equal(undefined);
  expect(refusal!.error?.name, refusal!.reason).to.equal(name);
  return refusal!.error!.args;
}
