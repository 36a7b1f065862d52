import { expect } from "chai";
import { remainingInWords } from "../../src/words/duration.ts";
import { periodInWords, sinceInWords, untilInWords } from "../../src/words/time.ts";

/** A time in this machine's time zone, in Unix seconds. */
const at = (year: number, month: number, day: number, hour: number, minute: number): bigint =>
  BigInt(new Date(year, month - 1, day, hour, minute).getTime() / 1000);

describe("Times in words", () => {
  const now = at(2026, 11, 28, 10, 0);

  it("consist of a time alone on the same day", () => {
    expect(untilInWords(at(2026, 11, 28, 14, 5), now, "en-GB")).to.equal("14:05");
  });

  it("name the next day as such, even if it is minutes away", () => {
    expect(untilInWords(at(2026, 11, 29, 14, 5), now, "en-GB")).to.equal("tomorrow, 14:05");
    expect(untilInWords(at(2026, 11, 29, 0, 1), at(2026, 11, 28, 23, 59), "en-GB")).to.equal(
      "tomorrow, 00:01",
    );
  });

  it("have a date later on, with its year if that is another one", () => {
    expect(untilInWords(at(2026, 12, 3, 14, 5), now, "en-GB")).to.equal("3 December, 14:05");
    expect(untilInWords(at(2027, 1, 3, 14, 5), now, "en-GB")).to.equal("3 January 2027, 14:05");
  });

  it("have a date, too, if they are past", () => {
    expect(untilInWords(at(2026, 11, 27, 14, 5), now, "en-GB")).to.equal("27 November, 14:05");
  });

  it("say so if the beginning is today", () => {
    expect(sinceInWords(at(2026, 11, 28, 9, 30), now, "en-GB")).to.equal("today, 09:30");
    expect(sinceInWords(at(2026, 11, 3, 9, 30), now, "en-GB")).to.equal("3 November, 09:30");
  });

  it("say of what no calendar has that it is far away", () => {
    for (const far of [10n ** 11n, 10n ** 13n, 2n ** 48n, 2n ** 256n - 1n]) {
      expect(untilInWords(far, now, "en-GB")).to.equal("a time thousands of years away");
      expect(sinceInWords(far, now, "en-GB")).to.equal("at a time thousands of years away");
    }
    expect(untilInWords(10n ** 11n - 1n, now, "en-GB")).to.match(/^\d+ November 5138, /);
  });

  it("use the largest unit that fits a period", () => {
    expect(periodInWords(86_400n)).to.equal("day");
    expect(periodInWords(1_209_600n)).to.equal("2 weeks");
    expect(periodInWords(5400n)).to.equal("90 minutes");
    expect(periodInWords(61n)).to.equal("61 seconds");
  });

  it("never promise an earlier end of a countdown", () => {
    expect(remainingInWords(86_400n)).to.equal("24 hours");
    expect(remainingInWords(2n * 86_400n + 1n)).to.equal("3 days");
    expect(remainingInWords(61n)).to.equal("2 minutes");
    expect(remainingInWords(1n)).to.equal("1 minute");
    expect(remainingInWords(0n)).to.equal("a moment");
  });
});
