import { expect } from "chai";
import { concat, numberToHex, pad, zeroAddress, type Address, type Hex } from "viem";
import type { TargetFacts } from "../../src/approval/target-facts.ts";
import { holdingsOf, isAllWatched } from "../../src/transaction/watched-holdings.ts";
import { SPENDER, TARGET } from "../session.ts";

const junk = (n: number): Address => numberToHex(0x7000000000n + BigInt(n), { size: 20 });
const token = { hasCode: true, symbol: "T", decimals: 18 };
const call = (to: Address, data: Hex = "0x12345678") => ({ to, value: 0n, data });

describe("What is watched while calls are simulated", () => {
  const facts = new Map(
    [TARGET, ...Array.from({ length: 20 }, (_, i) => junk(i))].map(
      (each) => [each.toLowerCase(), token] as const,
    ),
  );

  it("includes the balance of every token, before any allowance", () => {
    const calls = [...Array.from({ length: 20 }, (_, i) => call(junk(i))), call(TARGET)];
    const place = holdingsOf(calls, facts).findIndex(
      (each) => each.token === TARGET && each.spender === zeroAddress,
    );
    expect(place).to.equal(21);
    expect(isAllWatched(calls, facts), "more than one request holds").to.equal(false);
  });

  it("includes the allowance of whoever is named, whatever the function is called", () => {
    const data = concat(["0x39509351", pad(SPENDER), pad("0x05")]);
    expect(holdingsOf([call(TARGET, data)], facts)).to.deep.include({ token: TARGET, spender: SPENDER });
  });

  it("is complete only if no ETH goes to a contract, and fungible tokens are called by their standard", () => {
    const known = new Map<string, TargetFacts>([...facts, [SPENDER.toLowerCase(), { hasCode: false }]]);
    const transfer = concat(["0xa9059cbb", pad(SPENDER), pad("0x05")]);
    expect(isAllWatched([call(TARGET, transfer), call(SPENDER, "0x")], known)).to.equal(true);
    expect(isAllWatched([call(TARGET, transfer), call(SPENDER)], known)).to.equal(false);
    // These can give back in a simulation what they keep in the real transaction.
    expect(isAllWatched([call(TARGET)], known), "another function").to.equal(false);
    expect(isAllWatched([{ ...call(TARGET, transfer), value: 1n }], known), "with ETH").to.equal(false);
    expect(isAllWatched([call(TARGET, "0x")], known), "ETH for a contract").to.equal(false);
    expect(isAllWatched([call(junk(99), "0x")], known), "ETH for an unknown recipient").to.equal(false);
    const collection = new Map([[TARGET.toLowerCase(), { hasCode: true, standard: "ERC-721" as const }]]);
    expect(isAllWatched([call(TARGET)], collection)).to.equal(false);
  });
});
