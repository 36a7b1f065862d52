import { expect } from "chai";
import { leadAfter } from "../../../scripts/start/wall-clock";

const DAY = 86_400;

describe("The clock of npm start's chain", () => {
  it("is the wall clock, however much time has passed unobserved", () => {
    expect(leadAfter(0, -14 * DAY)).to.equal(0);
    expect(leadAfter(0, -5)).to.equal(0);
  });

  it("is as far ahead as somebody has moved it, and no further after a few more blocks", () => {
    expect(leadAfter(0, DAY)).to.equal(DAY);
    expect(leadAfter(DAY, DAY - 5)).to.equal(DAY);
    expect(leadAfter(DAY, DAY + 30)).to.equal(DAY);
    expect(leadAfter(DAY, 2 * DAY)).to.equal(2 * DAY);
  });

  it("is the wall clock again on a chain that was reverted to before it was moved", () => {
    expect(leadAfter(DAY, -20)).to.equal(0);
    expect(leadAfter(2 * DAY, DAY)).to.equal(DAY);
  });
});
