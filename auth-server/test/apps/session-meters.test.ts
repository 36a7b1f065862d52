import { expect } from "chai";
import fc from "fast-check";
import {
  LimitType,
  LimitUnlimited,
  NO_USAGE,
  sessionStateOf,
  USE_COUNT_INDEX,
} from "@zksync-sso/sdk/session";
import { zeroHash, type Hex } from "viem";
import { metersOf } from "../../src/apps/session-meters.ts";
import { atMost, callOf, lifetime, sessionOf, summed, TARGET } from "../session.ts";

const SESSION = sessionOf({
  transferPolicies: [{ target: TARGET, maxValuePerUse: 1n, valueLimit: lifetime(10n ** 17n) }],
  callPolicies: [
    callOf("0x12345678", [
      // Without a limit: the chain's state has no entry for it.
      atMost(0n, 5n),
      { index: 1n, condition: 0, refValue: zeroHash, limit: lifetime(500n) },
      { index: USE_COUNT_INDEX, condition: 0, refValue: zeroHash, limit: lifetime(5n) },
    ]),
  ],
});
const fresh = () => sessionStateOf(SESSION, NO_USAGE, 1n);
const facts = new Map([
  [TARGET.toLowerCase(), { hasCode: true, name: "Quest", symbol: "USDC", decimals: 0 }],
]);

describe("The meters of a session", () => {
  it("show what is used of each limit, fees last", () => {
    const state = fresh();
    (state.transferValue[0] as { remaining: bigint }).remaining = 6n * 10n ** 16n;
    (state.callParams[0] as { remaining: bigint }).remaining = 250n;
    (state.callParams[1] as { remaining: bigint }).remaining = 3n;
    expect(metersOf(SESSION, state, facts)).to.deep.equal([
      { what: "Send ETH to “Quest”", words: "0.04 of 0.1 ETH used", part: 0.4 },
      { what: "Function 0x12345678 on “Quest”", words: "250 of 500 used", part: 0.5 },
      { what: "Function 0x12345678 on “Quest”", words: "2 of 5 times used", part: 0.4 },
      { what: "Network fees", words: "0 of 0.01 ETH used", part: 0 },
    ]);
  });

  it("count with a token's decimals only what is an amount of that token", () => {
    const wordsOf = (selector: Hex, index: bigint) => {
      const session = sessionOf({ callPolicies: [callOf(selector, [summed(index, 10n ** 12n)])] });
      const vault = new Map([[TARGET.toLowerCase(), { hasCode: true, symbol: "mwUSDC", decimals: 18 }]]);
      return metersOf(session, sessionStateOf(session, NO_USAGE, 1n), vault)[0]?.words;
    };
    // ERC-4626's `withdraw` counts what is in the vault, not its own tokens.
    expect(wordsOf("0xb460af94", 0n)).to.match(/^0 of 1(\s000){4} used$/);
    expect(wordsOf("0xa9059cbb", 1n)).to.equal("0 of 0.000001 mwUSDC used");
  });

  it("name a function by its standard, or by its app, or by its common name", () => {
    const MINT = "0x40c10f19";
    const whatOf = (selector: Hex, ...names: string[]): string | undefined => {
      const session = sessionOf({ callPolicies: [callOf(selector)] });
      return metersOf(session, sessionStateOf(session, NO_USAGE, 1n), facts, names)[0]?.what;
    };
    expect(whatOf("0xa9059cbb", "harvest")).to.equal("Transfer on “Quest”");
    expect(whatOf("0x12345678", "harvest")).to.equal("Harvest on “Quest”");
    expect(whatOf("0x12345678", "")).to.equal("Function 0x12345678 on “Quest”");
    expect(whatOf(MINT, "harvest")).to.equal("Harvest on “Quest”");
    expect(whatOf(MINT)).to.equal("Mint on “Quest”");
  });

  it("never exceed their ends, whatever the chain says", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (remaining) => {
        const state = { ...fresh(), feesRemaining: remaining };
        for (const { part = 0 } of metersOf(SESSION, state, facts)) expect(part).to.be.within(0, 1);
      }),
    );
  });

  it("say when an allowance resets, and where there is no limit", () => {
    const daily = { limitType: LimitType.Allowance, limit: 10n ** 18n, period: 86_400n } as const;
    const session = sessionOf({
      feeLimit: daily,
      transferPolicies: [{ target: TARGET, maxValuePerUse: 1n, valueLimit: LimitUnlimited }],
      callPolicies: [callOf("0x12345678")],
    });
    expect(metersOf(session, sessionStateOf(session, NO_USAGE, 1n), new Map())).to.deep.equal([
      { what: "Send ETH to 0x45E6…9A42", words: "any amount of ETH" },
      { what: "Function 0x12345678 on 0x45E6…9A42", words: "as often as it likes" },
      { what: "Network fees", words: "0 of 1 ETH used, anew every day", part: 0 },
    ]);
  });
});
