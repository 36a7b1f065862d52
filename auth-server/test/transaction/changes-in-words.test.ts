import { expect } from "chai";
import { maxUint256, parseEther } from "viem";
import { changesInWords } from "../../src/transaction/changes-in-words.ts";
import { addressInGroups } from "../../src/words/address.ts";
import { SPENDER, TARGET } from "../session.ts";

const facts = new Map([
  [TARGET.toLowerCase(), { hasCode: true, symbol: "GLD", decimals: 2 }],
  [SPENDER.toLowerCase(), { hasCode: true, name: "Cats", standard: "ERC-721" as const }],
]);

describe("What calls change, in words", () => {
  it("gives the amounts before and after, rounded down", () => {
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
});
