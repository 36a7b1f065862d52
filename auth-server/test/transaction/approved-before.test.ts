import { expect } from "chai";
import { mayBeDone, openNonce, rememberApproved } from "../../src/transaction/approved-before.ts";
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

  it("can happen still while the account has sent nothing since, and what is signed then takes its place", () => {
    rememberApproved("one", 5);
    expect(openNonce("one", 5)).to.equal(5);
    expect(openNonce("one", 6)).to.equal(undefined);
    expect(openNonce("one", undefined)).to.equal(undefined);
    expect(openNonce("other", 5)).to.equal(undefined);
  });

  it("was not if nothing was sent: what was approved before that is known still", () => {
    rememberApproved("one", 5);
    rememberApproved("one", 6)();
    expect([openNonce("one", 5), mayBeDone("one", 6)]).to.deep.equal([5, true]);
    rememberApproved("other", 6)();
    expect(openNonce("one", 5)).to.equal(5);
  });

  it("is none if nothing was approved", () => {
    expect(mayBeDone("one", 6)).to.equal(false);
    rememberApproved("one", 5)();
    expect(mayBeDone("one", 6)).to.equal(false);
    expect(openNonce("one", 5)).to.equal(undefined);
  });
});
