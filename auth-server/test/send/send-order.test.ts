import { expect } from "chai";
import { readOrder } from "../../src/send/send-order.ts";

const OWN = "0x36615Cf349d7F6344891B1e7CA7C72883F5dc049";
const OTHER = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const MODULE = "0x111C3E89Ce80e62EE88318C2804920D4c96f92bb";
const FACTORY = "0x0000000000000000000000000000000000000Fac";
const sender = { address: OWN, balance: 10n ** 18n, contracts: [MODULE, FACTORY] } as const;

describe("An order to send", () => {
  it("is an amount that the person has, to an address", () => {
    expect(readOrder({ to: OTHER, amount: "1" }, sender)).to.deep.equal({
      order: { to: OTHER, value: 10n ** 18n },
    });
  });

  it("is neither more than they have nor nothing", () => {
    const problemWith = (amount: string) => readOrder({ to: OTHER, amount }, sender);
    expect(problemWith("1.000000000000000001")).to.deep.equal({
      problems: { amount: "That is more than you have (1 ETH)." },
    });
    expect(problemWith("0.0")).to.deep.equal({ problems: { amount: "Nothing would be sent." } });
    expect(problemWith("all")).to.deep.equal({ problems: { amount: "Write a number, such as 0.05." } });
  });

  it("cannot go to themselves, or to the contracts that manage accounts", () => {
    expect(readOrder({ to: OWN.toLowerCase(), amount: "1" }, sender)).to.have.nested.property("problems.to");
    for (const to of sender.contracts)
      expect(readOrder({ to, amount: "1" }, sender)).to.have.nested.property("problems.to");
  });

  it("reports all of its problems at once", () => {
    const read = readOrder({ to: "", amount: "" }, sender);
    expect(read).to.have.nested.property("problems.to");
    expect(read).to.have.nested.property("problems.amount");
  });
});
