import { expect } from "chai";
import { mayBeDone, rememberApproved } from "../../src/transaction/approved-before.ts";
import { fakeStorage } from "../fake-storage.ts";

describe("A request that was approved before the page was loaded again", () => {
  let leave: () => void;

  beforeEach(() => {
    leave = fakeStorage();
  });
  afterEach(() => leave());

  it("may be done once the account has sent something since", () => {
    rememberApproved("one", 5);
    expect(mayBeDone("one", 6)).to.equal(true);
    expect(mayBeDone("one", 5)).to.equal(false);
  });

  it("is no other request, and nothing is said while it is not known what the account has sent", () => {
    rememberApproved("one", 5);
    expect(mayBeDone("other", 6)).to.equal(false);
    expect(mayBeDone("one", undefined)).to.equal(false);
  });

  it("is none if nothing was approved", () => {
    expect(mayBeDone("one", 6)).to.equal(false);
  });
});
