import { expect } from "chai";
import fc from "fast-check";
import { assertOfKinds } from "./assert-of-kinds.js";

describe("assertOfKinds", () => {
  it("goes on until each kind of case has come up often enough", () => {
    const kinds = { any: 0, late: 0 };
    const property = fc.property(fc.nat(), () => {
      kinds.any++;
      if (kinds.any > 10) kinds.late++;
    });
    assertOfKinds(kinds, { any: 1, late: 2 }, property, { numRuns: 4 });
    expect(kinds).to.deep.equal({ any: 12, late: 2 });
  });

  it("fails if a kind does not come up, and tells how many there were of each", () => {
    const kinds = { any: 0, never: 0 };
    const property = fc.property(fc.nat(), () => {
      kinds.any++;
    });
    expect(() => assertOfKinds(kinds, { any: 1, never: 1 }, property, { numRuns: 2 })).to.throw('"never":0');
  });

  it("fails as the property does", () => {
    const property = fc.property(fc.nat(), () => expect.fail("wrong"));
    expect(() => assertOfKinds({}, {}, property)).to.throw("Property failed");
  });
});
