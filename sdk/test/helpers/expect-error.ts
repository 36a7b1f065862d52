import { expect } from "chai";
import { InvalidSessionError } from "../../src/errors/index.js";

/** Runs something that must throw an error about a field; returns the error. */
export function sessionError(run: () => unknown): InvalidSessionError {
  try {
    run();
  } catch (error) {
    expect(error).to.be.instanceOf(InvalidSessionError);
    return error as InvalidSessionError;
  }
  throw new Error("nothing was thrown");
}

/** Expects an error of a name, about a field. */
export function expectSessionError(run: () => unknown, name: string, field: string): void {
  const error = sessionError(run);
  expect(`${error.name} ${error.field}`).to.equal(`${name} ${field}`);
  expect(error.code).to.equal(-32602);
  // It says what to do.
  expect(error.metaMessages).to.have.lengthOf(1);
  expect(error.message).to.include(error.metaMessages[0]);
}
