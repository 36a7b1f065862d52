import { expect } from "chai";
import { nodeWordsOf } from "../../src/contract-errors/node-words.js";

describe("What a node says in its answer", () => {
  it("is all of it but the reason that a contract gave, from the outside in", () => {
    const cause = {
      details: "execution reverted: not enough funds",
      shortMessage: "Execution reverted with reason: x",
    };
    const error = { details: "insufficient funds", message: "outside", cause };
    expect([...nodeWordsOf(error)]).to.deep.equal([
      "insufficient funds",
      "outside",
      "execution ",
      "Execution ",
    ]);
  });

  it("is read in a moment, however often it seems to come to a reason", () => {
    const message = "reverted with ".repeat(50_000);
    const begun = process.cpuUsage();
    expect([...nodeWordsOf({ message })]).to.deep.equal([message]);
    // In seconds: what looks at each place again from each other place takes many times that.
    expect(process.cpuUsage(begun).user / 1e6).to.be.lessThan(10);
  });
});
