import { expect } from "chai";
import fc from "fast-check";
import { parseEther } from "viem";
import { balanceInWords } from "../../src/words/balance.ts";

describe("A balance in words", () => {
  it("is never more than there is, and less by less than a millionth of an ETH or a hundred-thousandth of itself", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 12n, max: 10n ** 30n }), (wei) => {
        const shown = parseEther(balanceInWords(wei).replaceAll("\u202f", ""));
        expect(shown <= wei).to.equal(true);
        expect(wei - shown < 10n ** 12n || (wei - shown) * 100_000n <= wei).to.equal(true);
      }),
    );
  });

  it("says that there is something even if it is less than can be shown", () => {
    expect(balanceInWords(1n)).to.equal("under 0.000001");
    expect(balanceInWords(0n)).to.equal("0");
  });

  it("has at most six decimals and six significant digits, but omits no whole ETH", () => {
    expect(balanceInWords(1_204_899_999_999_999_999n)).to.equal("1.20489");
    expect(balanceInWords(123_456_789_012_345_678n)).to.equal("0.123456");
    expect(balanceInWords(parseEther("12345678.9"))).to.equal("12\u202f345\u202f678");
  });
});
