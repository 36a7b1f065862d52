import { expect } from "chai";
import { Clock, TimestampNotLater } from "../../src/chain/clock.ts";

describe("Clock", () => {
  let clock: Clock;

  beforeEach(() => {
    clock = new Clock(1000n);
  });

  it("gives every block the second after the last one", () => {
    expect([clock.take(), clock.take(), clock.last]).to.deep.equal([1001n, 1002n, 1002n]);
  });

  it("shows the next timestamp without using it", () => {
    expect([clock.peek(), clock.peek(), clock.take()]).to.deep.equal([1001n, 1001n, 1001n]);
  });

  it("moves forward by the given number of seconds", () => {
    clock.increase(50n);
    expect(clock.take()).to.equal(1051n);
  });

  it("gives a forced timestamp to one block", () => {
    clock.forceNext(5000n);
    expect([clock.peek(), clock.take(), clock.take()]).to.deep.equal([5000n, 5000n, 5001n]);
  });

  it("refuses to force a timestamp that is not later, with anvil-zksync's message", () => {
    expect(() => clock.forceNext(1000n)).to.throw(
      TimestampNotLater,
      "[anvil_zksync-node-20] Failed to force the next timestamp to value 1000. " +
        "It should be greater than the last timestamp 1000.",
    );
    expect(clock.take()).to.equal(1001n);
  });

  it("forgets a forced timestamp when it is moved or set", () => {
    clock.forceNext(1010n);
    clock.increase(5n);
    expect(clock.take()).to.equal(1006n);
    clock.forceNext(2000n);
    clock.set(1500n);
    expect(clock.take()).to.equal(1501n);
  });

  it("can be set back, and returns by how much it moved", () => {
    expect(clock.set(400n)).to.equal(-600n);
    expect(clock.take()).to.equal(401n);
  });

  it("keeps blocks an interval apart until the interval is removed", () => {
    expect(clock.setInterval(10n)).to.equal(false);
    expect([clock.take(), clock.take()]).to.deep.equal([1010n, 1020n]);
    expect(clock.setInterval(undefined)).to.equal(true);
    expect(clock.take()).to.equal(1021n);
  });
});
