import { expect } from "chai";
import fc from "fast-check";
import { concat, getAddress, numberToHex, pad, zeroAddress, type Address, type Hex } from "viem";
import type { TargetFacts } from "../../src/approval/target-facts.ts";
import { holdingsOf, isAllWatched, MOST_HOLDINGS } from "../../src/transaction/watched-holdings.ts";
import { SPENDER, TARGET } from "../session.ts";

/** An address that begins with four zero bytes. */
const PERMIT2 = "0x0000000000225e31D15943971F47aD3022F714Fa";

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

  it("includes the balance of a collection, and of nothing that is no token", () => {
    const known = new Map<string, TargetFacts>([
      [TARGET.toLowerCase(), { hasCode: true, standard: "ERC-721" }],
      [SPENDER.toLowerCase(), { hasCode: true, name: "A market" }],
    ]);
    expect(holdingsOf([call(TARGET), call(SPENDER)], known)).to.deep.equal([
      { token: zeroAddress, spender: zeroAddress },
      { token: TARGET, spender: zeroAddress },
    ]);
  });

  it("includes the allowance of whoever is named, whatever the function is called", () => {
    const data = concat(["0x39509351", pad(SPENDER), pad("0x05")]);
    expect(holdingsOf([call(TARGET, data)], facts)).to.deep.include({ token: TARGET, spender: SPENDER });
  });

  it("includes the allowance of whoever a function lets take something, whatever their address is (property)", () => {
    const address = fc.oneof(
      fc.bigInt(1n, 2n ** 160n - 1n),
      fc.bigInt(1n, 2n ** 128n - 1n),
      // The token's own, and another's that is called.
      fc.constantFrom(BigInt(TARGET), BigInt(junk(0))),
    );
    fc.assert(
      fc.property(address, fc.bigInt(0n, 2n ** 256n - 1n), (number, amount) => {
        const spender = getAddress(numberToHex(number, { size: 20 }));
        for (const selector of ["0x095ea7b3", "0x39509351"] as const) {
          const data = concat([selector, pad(spender), numberToHex(amount, { size: 32 })]);
          const calls = [call(TARGET, data), call(junk(0))];
          expect(holdingsOf(calls, facts)).to.deep.include({ token: TARGET, spender });
        }
      }),
    );
  });

  it("includes what is let to somebody before what is only named, however much that is", () => {
    const names = concat(["0x12345678", ...Array.from({ length: 100 }, () => pad(SPENDER))]);
    const many = Array.from({ length: 100 }, (_, i) => pad(numberToHex(2n ** 159n + BigInt(i))));
    const grant = concat(["0x095ea7b3", pad(PERMIT2), pad("0x05")]);
    const calls = [call(TARGET, names), call(TARGET, concat(["0x12345678", ...many])), call(TARGET, grant)];
    expect(holdingsOf(calls, facts)[2]).to.deep.equal({ token: TARGET, spender: PERMIT2 });
    expect(holdingsOf(calls, facts)).to.have.lengthOf(MOST_HOLDINGS + 1);
    expect(isAllWatched(calls, facts)).to.equal(false);
  });

  it("is complete only if arguments can be read, and an allowance is for somebody", () => {
    const approve = (spender: Hex) => concat(["0x095ea7b3", pad(spender), pad("0x05")]);
    expect(isAllWatched([call(TARGET, approve(PERMIT2))], facts)).to.equal(true);
    expect(isAllWatched([call(TARGET, approve(zeroAddress))], facts), "nobody").to.equal(false);
    for (const selector of ["0x095ea7b3", "0xa9059cbb"] as const) {
      const whole = concat([selector, pad(SPENDER), pad("0x05")]);
      expect(isAllWatched([call(TARGET, whole)], facts)).to.equal(true);
      expect(isAllWatched([call(TARGET, whole.slice(0, -2) as Hex)], facts), "cut off").to.equal(false);
    }
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
