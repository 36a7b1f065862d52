import { expect } from "chai";
import fc from "fast-check";
import { durationInWords, isoTime, roundedDurationInWords } from "../../src/session/time.js";

const MINUTE = 60n;
const HOUR = 3600n;
const DAY = 86_400n;
/** What the words mean, written independently of the code. */
const SECONDS: Record<string, bigint> = {
  second: 1n,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 604_800n,
  year: 31_557_600n,
};

function secondsOf(words: string): bigint {
  return [...words.matchAll(/(\d+) ([a-z]+?)s?(?:, | and |$)/g)].reduce(
    (sum, [, number = "", unit = ""]) => sum + BigInt(number) * (SECONDS[unit] ?? unknownUnit(unit)),
    0n,
  );
}

function unknownUnit(unit: string): never {
  throw new Error(`no unit: ${unit}`);
}

describe("Time in words", () => {
  it("writes an exact duration in as many units as it takes", () => {
    expect(durationInWords(8n * HOUR)).to.equal("8 hours");
    expect(durationInWords(90n * MINUTE)).to.equal("1 hour and 30 minutes");
    expect(durationInWords(2n * HOUR + 30n * MINUTE + 1n)).to.equal("2 hours, 30 minutes and 1 second");
    expect(durationInWords(10n * DAY)).to.equal("10 days");
    expect(durationInWords(14n * DAY)).to.equal("2 weeks");
    expect(durationInWords(31_557_600n)).to.equal("1 year");
    expect(durationInWords(100_000_000n)).to.equal("1157 days, 9 hours, 46 minutes and 40 seconds");
    expect(durationInWords(0n)).to.equal("0 seconds");
  });

  it("rounds a duration that is long or takes more than two units", () => {
    expect(roundedDurationInWords(100_000_000n)).to.equal("about 3 years");
    expect(roundedDurationInWords(8n * HOUR)).to.equal("8 hours");
    expect(roundedDurationInWords(8n * HOUR - 1n)).to.equal("about 8 hours");
    expect(roundedDurationInWords(DAY + 2n * HOUR)).to.equal("1 day and 2 hours");
    expect(roundedDurationInWords(DAY + 2n * HOUR + 1n)).to.equal("about 26 hours");
    expect(roundedDurationInWords(365n * DAY)).to.equal("365 days");
    expect(roundedDurationInWords(2n * 31_557_600n)).to.equal("2 years");
    expect(roundedDurationInWords(0n)).to.equal("0 seconds");
  });

  it("means the seconds it was given (property)", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), (seconds) => {
        expect(secondsOf(durationInWords(seconds))).to.equal(seconds);
      }),
    );
  });

  it("says when it rounds, by a fifth at most (property)", () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(0n, 10n ** 10n), fc.bigInt(0n, 10_000n)), (seconds) => {
        const words = roundedDurationInWords(seconds);
        const meant = secondsOf(words.replace(/^about /, ""));
        const error = meant > seconds ? meant - seconds : seconds - meant;
        if (words.startsWith("about ")) expect(error * 5n <= seconds, words).to.equal(true);
        else expect(error).to.equal(0n);
      }),
    );
  });

  it("writes a time in UTC, and one beyond the calendar in words", () => {
    expect(isoTime(1_800_000_000n)).to.equal("2027-01-15T08:00:00Z");
    expect(isoTime(2n ** 200n)).to.equal("a time thousands of years away");
  });
});
