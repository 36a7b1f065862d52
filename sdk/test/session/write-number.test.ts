import { expect } from "chai";
import fc from "fast-check";
import { writeNumber } from "../../src/session/write-number.js";

describe("A number in a session's description", () => {
  for (const [number, text] of [
    [0n, "0"],
    [1_000_000_000_000n, "1000000000000"],
    [10n ** 18n, "10^18"],
    [25n * 10n ** 17n, "25 × 10^17"],
    [10n ** 18n + 1n, "1000000000000000001"],
    [123_456_789n * 10n ** 11n, "12345678900000000000"],
  ] as const)
    it(`is written so that its zeros need no counting: ${text}`, () => {
      expect(writeNumber(number)).to.equal(text);
    });

  it("is exact, whatever it is (property)", () => {
    const number = fc
      .tuple(fc.bigInt(0n, 2n ** 200n), fc.nat(40))
      .map(([factor, zeros]) => factor * 10n ** BigInt(zeros));
    fc.assert(
      fc.property(number, (each) => {
        const [, factor = "1", zeros = "0"] = /^(?:(\d+)(?: × |$))?(?:10\^(\d+))?$/.exec(writeNumber(each))!;
        expect(BigInt(factor) * 10n ** BigInt(zeros)).to.equal(each);
      }),
    );
  });
});
