import { expect } from "chai";
import { deedInWords } from "../../src/activity/activity-words.ts";
import { SPENDER, TARGET } from "../session.ts";

const received = { kind: "received", token: TARGET, amount: 5_000_000n, other: SPENDER } as const;
const source = { origins: {}, isOwn: false };

describe("What happened, in words", () => {
  const of = (facts: object) => deedInWords(received, new Map([[TARGET.toLowerCase(), facts]]), source);

  it("names a token by its symbol", () => {
    expect(of({ symbol: "USDC", decimals: 6 }).amount).to.equal("5 USDC");
  });

  it("says of a token that has no symbol, or one that cannot be seen, that it has no name", () => {
    for (const facts of [{}, { decimals: 6 }, { symbol: "\u200b\u202e", decimals: 6 }]) {
      expect(of(facts)).to.include({ what: "Received tokens that have no name" });
      expect(of(facts).amount).to.equal(undefined);
    }
  });
});
