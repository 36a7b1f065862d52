import { expect } from "chai";
import fc from "fast-check";
import { parseUnits } from "viem";
import { amountInWords, ethInWords } from "../../src/words/amount.ts";

/** Reads an amount back, as a person does. */
const read = (words: string, decimals: number): bigint =>
  parseUnits(words.replaceAll("\u202f", ""), decimals);

describe("An amount in words", () => {
  const amounts = fc.record({
    amount: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    decimals: fc.integer({ min: 0, max: 36 }),
  });

  it("is never less than the limit that it shows", () => {
    fc.assert(
      fc.property(amounts, ({ amount, decimals }) => {
        expect(read(amountInWords(amount, decimals), decimals) >= amount).to.equal(true);
      }),
    );
  });

  it("has at most six significant digits", () => {
    fc.assert(
      fc.property(amounts, ({ amount, decimals }) => {
        const digits = amountInWords(amount, decimals)
          .replace(/\D/g, "")
          .replace(/^0+/, "")
          .replace(/0+$/, "");
        expect(digits.length).to.be.at.most(6);
      }),
    );
  });

  it("is more by less than one step of its sixth digit", () => {
    fc.assert(
      fc.property(amounts, ({ amount, decimals }) => {
        const more = read(amountInWords(amount, decimals), decimals) - amount;
        expect(more * 100_000n <= amount).to.equal(true);
      }),
    );
  });

  it("is exact if six digits are enough", () => {
    expect(ethInWords(0n)).to.equal("0 ETH");
    expect(ethInWords(10n ** 17n)).to.equal("0.1 ETH");
    expect(amountInWords(1_234_560n, 6)).to.equal("1.23456");
    expect(amountInWords(5n, 0)).to.equal("5");
  });

  it("is rounded up if it does not fit", () => {
    expect(amountInWords(9_999_999n, 6)).to.equal("10");
    expect(amountInWords(10_000_001n, 6)).to.equal("10.0001");
  });

  it("groups large numbers by threes", () => {
    expect(amountInWords(1_234_567n, 0)).to.equal("1\u202f234\u202f570");
    expect(amountInWords(1234n, 0)).to.equal("1234");
  });
});
