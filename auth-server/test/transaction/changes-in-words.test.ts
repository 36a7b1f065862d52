import { expect } from "chai";
import fc from "fast-check";
import { maxUint256, parseEther, parseUnits } from "viem";
import { ENDLESS } from "../../src/approval/endless.ts";
import { changesInWords } from "../../src/transaction/changes-in-words.ts";
import { addressInGroups } from "../../src/words/address.ts";
import { SPENDER, TARGET } from "../session.ts";

const facts = new Map([
  [TARGET.toLowerCase(), { hasCode: true, symbol: "GLD", decimals: 2 }],
  [SPENDER.toLowerCase(), { hasCode: true, name: "Cats", standard: "ERC-721" as const }],
]);

describe("What calls change, in words", () => {
  it("gives balances before and after, rounded down", () => {
    expect(
      changesInWords([{ before: parseEther("1.23456789"), after: parseEther("0.5") }], facts),
    ).to.deep.equal([{ what: "ETH", before: "1.23456", after: "0.5" }]);
    expect(changesInWords([{ token: TARGET, before: 0n, after: 150n }], facts)).to.deep.equal([
      { what: "GLD", before: "0", after: "1.5", token: addressInGroups(TARGET) },
    ]);
    expect(changesInWords([{ token: SPENDER, before: 1n, after: 2n }], facts)).to.deep.equal([
      { what: "“Cats”", before: "1", after: "2", token: addressInGroups(SPENDER) },
    ]);
  });

  it("gives all digits if two amounts would otherwise look the same", () => {
    const [change] = changesInWords([{ before: parseEther("1"), after: parseEther("1") + 1n }], facts);
    expect(change).to.deep.equal({ what: "ETH", before: "1", after: "1.000000000000000001" });
  });

  it("gives what may be taken and by whom, and says all of it if there is no limit", () => {
    expect(
      changesInWords([{ token: TARGET, spender: SPENDER, before: 0n, after: maxUint256 }], facts),
    ).to.deep.equal([
      {
        what: "What may be taken of your GLD",
        before: "0",
        after: "all of it",
        spender: addressInGroups(SPENDER),
        token: addressInGroups(TARGET),
      },
    ]);
  });

  it("never gives less of an allowance than may be taken, nor more of a balance than there is (property)", () => {
    const amounts = fc.tuple(fc.bigInt(0n, ENDLESS - 1n), fc.bigInt(0n, ENDLESS - 1n));
    const shown = (text: string) => parseUnits(text.replaceAll("\u202f", ""), 2);
    fc.assert(
      fc.property(amounts, ([before, after]) => {
        fc.pre(before !== after);
        const change = { token: TARGET, before, after } as const;
        const [balance] = changesInWords([change], facts);
        const [allowance] = changesInWords([{ ...change, spender: SPENDER }], facts);
        for (const [name, amount] of Object.entries({ before, after }) as ["before" | "after", bigint][]) {
          expect(shown(allowance![name]) >= amount, allowance![name]).to.equal(true);
          expect(shown(balance![name]) <= amount, balance![name]).to.equal(true);
        }
      }),
      { examples: [[[0n, 199_999_999n]]] },
    );
  });
});
