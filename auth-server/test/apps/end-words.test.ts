import { expect } from "chai";
import { endWords } from "../../src/apps/end-words.ts";

/** The question as it is read. */
const asked = (...hosts: (string | undefined)[]): string => {
  const { before, host = "" } = endWords(hosts);
  return `${before}${host} may do for you?`;
};

describe("The question whether to end what apps may do", () => {
  it("names the app if there is one, however many sessions it has", () => {
    expect(asked("a.example")).to.equal("End what a.example may do for you?");
    expect(asked("a.example", "a.example")).to.equal("End everything a.example may do for you?");
    expect(endWords(["a.example", "a.example"]).isOneApp).to.equal(true);
  });

  it("counts the apps, not their sessions", () => {
    expect(asked("a.example", "b.example", "a.example")).to.equal("End what both apps may do for you?");
    expect(asked("a.example", "b.example", "c.example")).to.equal("End what all 3 apps may do for you?");
    expect(endWords(["a.example", "b.example"]).isOneApp).to.equal(false);
  });

  it("gives no number if this device does not know which app each session is of", () => {
    expect(asked(undefined)).to.equal("End what this app may do for you?");
    expect(asked(undefined, undefined)).to.equal("End everything apps may do for you?");
    expect(asked("a.example", undefined)).to.equal("End everything apps may do for you?");
  });
});
