import { expect } from "chai";
import { whyNoLimit } from "../../src/approval/why-no-limit.ts";

describe("A limit that a person writes", () => {
  it("may be all that was asked for, and not more", () => {
    expect(whyNoLimit("0.01", { most: 10n ** 16n, decimals: 18 })).to.equal(undefined);
    expect(whyNoLimit("0.011", { most: 10n ** 16n, decimals: 18 })).to.equal(
      "At most 0.01: it asked for that.",
    );
  });

  it("may have as many decimals as its unit, and no more: they would be rounded up", () => {
    expect(whyNoLimit(`0.${"0".repeat(23)}1`, { most: 10n ** 24n, decimals: 24 })).to.equal(undefined);
    expect(whyNoLimit("0.0000005", { most: 10n ** 6n, decimals: 6 })).to.equal(
      "There are at most 6 digits after the dot.",
    );
    expect(whyNoLimit("0.5", { most: 10n, decimals: 0 })).to.equal("Write a whole number, such as 5.");
  });

  it("is a number", () => {
    expect(whyNoLimit("1,5", { most: 10n ** 18n, decimals: 18 })).to.equal("Write a number, such as 0.05.");
    expect(whyNoLimit("", { most: 10n, decimals: 0 })).to.equal("Write a whole number, such as 5.");
  });
});
