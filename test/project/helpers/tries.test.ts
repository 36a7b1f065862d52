import { expect } from "chai";
import { propertyRuns, triesFrom } from "../../helpers/project/tries";

const VARIABLE = "TRIES_OF_THIS_TEST";

describe("Tries of a property", () => {
  afterEach(() => {
    delete process.env.TRIES_OF_THIS_TEST;
  });

  it("are as many as the variable says, or the test without it", () => {
    expect(triesFrom(VARIABLE, 7)).to.equal(7);
    process.env[VARIABLE] = "12";
    expect(triesFrom(VARIABLE, 7)).to.equal(12);
  });

  it("are never zero: a variable that is not a number above 0 is an error", () => {
    for (const text of ["", "0", "-1", "1.5", "many", " 3", "1e3"]) {
      process.env[VARIABLE] = text;
      expect(() => triesFrom(VARIABLE, 7), text).to.throw(VARIABLE);
    }
  });

  it("are multiplied by the effort", () => {
    expect(propertyRuns(3) % 3).to.equal(0);
    expect(propertyRuns(3)).to.be.at.least(3);
  });
});
