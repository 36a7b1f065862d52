import { expect } from "chai";
import { show } from "../../src/session/show.js";

describe("A value in an error message", () => {
  it("is short, and a date is its time", () => {
    expect(show(5n)).to.equal("5n");
    expect(show({})).to.equal("an object");
    expect(show(new Date(0))).to.equal("1970-01-01T00:00:00.000Z");
  });

  it("is shown without an error, whatever it is", () => {
    expect(show(new Date(NaN))).to.equal("an invalid date");
    expect(show(Object.create(Date.prototype))).to.equal("an invalid date");
  });
});
