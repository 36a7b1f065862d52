import { expect } from "chai";
import { Snapshots, UnknownSnapshot } from "../../src/chain/snapshots.ts";

describe("Snapshots", () => {
  let snapshots: Snapshots<string>;

  beforeEach(() => {
    snapshots = new Snapshots();
  });

  it("are numbered from 1", () => {
    expect([snapshots.push("a"), snapshots.push("b")]).to.deep.equal([1n, 2n]);
  });

  it("remove all later snapshots when one is reverted to", () => {
    ["a", "b", "c"].forEach((name) => snapshots.push(name));
    expect(snapshots.take(2n)).to.deep.equal(["b", "c"]);
    expect(() => snapshots.take(2n)).to.throw(UnknownSnapshot, "no snapshot exists for the id '2'");
    expect(snapshots.push("d")).to.equal(2n);
  });

  it("are unknown by numbers that were never assigned", () => {
    snapshots.push("a");
    for (const id of [0n, 2n, 2n ** 200n]) expect(() => snapshots.take(id)).to.throw(UnknownSnapshot);
  });

  it("are limited to a hundred", () => {
    for (let i = 0; i < 100; i++) snapshots.push("x");
    expect(() => snapshots.push("y")).to.throw("maximum number of '100' snapshots exceeded");
  });
});
