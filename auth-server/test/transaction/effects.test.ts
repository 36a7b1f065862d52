import { expect } from "chai";
import fc from "fast-check";
import {
  encodeFunctionData,
  getAddress,
  maxUint256,
  numberToHex,
  parseAbi,
  parseEther,
  type Address,
  type Hex,
} from "viem";
import type { TargetFacts } from "../../src/approval/target-facts.ts";
import { effectsOf } from "../../src/transaction/effects.ts";
import { addressInGroups } from "../../src/words/address.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const USDC = { hasCode: true, name: "USD Coin", symbol: "USDC", decimals: 6 };
const CATS = { hasCode: true, name: "Cats", symbol: "CAT", standard: "ERC-721" as const };

const ABI = parseAbi([
  "function transfer(address to, uint256 units)",
  "function transferFrom(address from, address to, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 units)",
  "function approve(address spender, uint256 amount)",
  "function increaseAllowance(address spender, uint256 amount)",
  "function setApprovalForAll(address operator, bool isApproved)",
  "function setOperator(address operator, bool isApproved)",
]);

/** Functions that name somebody, and the arguments with which they do. */
const NAMING: readonly (readonly [
  signature: string,
  args: (whom: Address, units: bigint) => readonly unknown[],
])[] = [
  ["transfer(address,uint256)", (whom, units) => [whom, units]],
  ["transferFrom(address,address,uint256)", (whom, units) => [ACCOUNT, whom, units]],
  ["safeTransferFrom(address,address,uint256)", (whom, units) => [ACCOUNT, whom, units]],
  ["safeTransferFrom(address,address,uint256,bytes)", (whom, units) => [ACCOUNT, whom, units, "0x1234"]],
  ["transferAndCall(address,uint256)", (whom, units) => [whom, units]],
  ["transferAndCall(address,uint256,bytes)", (whom, units) => [whom, units, "0x"]],
  ["transferFromAndCall(address,address,uint256)", (whom, units) => [ACCOUNT, whom, units]],
  ["transferFromAndCall(address,address,uint256,bytes)", (whom, units) => [ACCOUNT, whom, units, "0x"]],
  ["send(address,uint256,bytes)", (whom, units) => [whom, units, "0x"]],
  ["operatorSend(address,address,uint256,bytes,bytes)", (whom, units) => [ACCOUNT, whom, units, "0x", "0x"]],
  ["transfer(address,uint256,uint256)", (whom, units) => [whom, 7n, units]],
  ["transferFrom(address,address,uint256,uint256)", (whom, units) => [ACCOUNT, whom, 7n, units]],
  [
    "safeTransferFrom(address,address,uint256,uint256,bytes)",
    (whom, units) => [ACCOUNT, whom, 7n, units, "0x"],
  ],
  [
    "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)",
    (whom, units) => [ACCOUNT, whom, [7n, 9n], [units, 1n], "0x"],
  ],
  ["approve(address,uint256)", (whom, units) => [whom, units]],
  ["increaseAllowance(address,uint256)", (whom, units) => [whom, units]],
  ["approveAndCall(address,uint256,bytes)", (whom, units) => [whom, units, "0x"]],
  ["setApprovalForAll(address,bool)", (whom, units) => [whom, units > 0n]],
  ["setOperator(address,bool)", (whom, units) => [whom, units > 0n]],
  ["hope(address)", (whom) => [whom]],
  ["approve(address,address,uint160,uint48)", (whom, units) => [TARGET, whom, units % 2n ** 160n, 1]],
];

const dataOf = (signature: string, args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi: parseAbi([`function ${signature}`] as never), args } as never);

const known = (facts?: TargetFacts) => new Map(facts ? [[TARGET.toLowerCase(), facts]] : []);

/** Says what one call of `TARGET` does, of which the chain knows what is given. */
const effectOf = (data: Hex, facts?: TargetFacts, value = 0n) =>
  effectsOf([{ to: TARGET, value, data }], ACCOUNT, known(facts))[0]!;

describe("What a call does, in words", () => {
  it("always includes whom a known function names, whatever is known of the contract (property)", () => {
    const fact = <value>(value: value) => fc.option(fc.constant(value), { nil: undefined });
    const facts = fc
      .record({ hasCode: fact(true), name: fact("Any"), symbol: fact("ANY"), decimals: fact(6) })
      .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
    const whom = fc.bigInt(1n, 2n ** 160n - 1n).map((each) => getAddress(numberToHex(each, { size: 20 })));
    const cases = fc.tuple(
      fc.constantFrom(...NAMING),
      whom,
      fc.bigInt(0n, maxUint256),
      fc.option(fc.oneof(facts, fc.constant(CATS)), { nil: undefined }),
      fc.constantFrom(0n, 1n, parseEther("1")),
    );
    fc.assert(
      fc.property(cases, ([[signature, args], named, units, contract, value]) => {
        const effect = effectOf(dataOf(signature, args(named, units)), contract, value);
        expect(effect.address).to.equal(addressInGroups(named));
        expect(effect.details.join()).to.contain(addressInGroups(TARGET));
        if (value > 0n) expect(effect.amount).to.contain(" ETH");
        expect(`${effect.what} ${effect.amount}`).not.to.contain("undefined");
      }),
    );
  });

  it("gives an amount in the smallest units if its decimals are not known", () => {
    const data = encodeFunctionData({ abi: ABI, functionName: "transfer", args: [SPENDER, 1_234_567_891n] });
    const unread = { hasCode: true, name: "USD Coin", symbol: "USDC" };
    expect(effectOf(data, USDC)).to.deep.include({ what: "Send USDC", amount: "1234.57 USDC" });
    const effect = effectOf(data, unread);
    expect(effect).to.deep.include({ what: "Send USDC", amount: "1234567891 units" });
    expect(effect.details[0]).to.contain("is not known");
    expect(effectOf(data)).to.deep.include({ what: "Send tokens", amount: "1234567891 units" });
    expect(effectOf(data, { ...unread, symbol: "\u202e" }).what).to.equal("Send “USD Coin”");
  });

  it("gives ETH that goes along with tokens", () => {
    const data = encodeFunctionData({ abi: ABI, functionName: "transfer", args: [SPENDER, 5_000_000n] });
    expect(effectOf(data, USDC, parseEther("2")).amount).to.equal("5 USDC and 2 ETH");
  });

  it("gives the number of a collection's piece, also where it is 0 or very large", () => {
    const send = (id: bigint) =>
      encodeFunctionData({ abi: ABI, functionName: "safeTransferFrom", args: [ACCOUNT, SPENDER, id] });
    expect(effectOf(send(7n), CATS)).to.deep.include({ what: "Send one of “Cats”", amount: "number 7" });
    for (const id of [0n, maxUint256]) {
      const data = encodeFunctionData({ abi: ABI, functionName: "approve", args: [SPENDER, id] });
      const effect = effectOf(data, CATS);
      expect(effect).to.deep.include({
        what: "Let somebody take one of your “Cats”",
        amount: `number ${id}`,
      });
      expect(effect.risk).to.contain("can take");
    }
  });

  it("gives how much of which token a contract of several ones moves, and that some are not shown", () => {
    const batch = (ids: readonly bigint[], units: readonly bigint[]) =>
      effectOf(
        dataOf("safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)", [
          ACCOUNT,
          SPENDER,
          ids,
          units,
          "0x",
        ]),
        { hasCode: true, name: "Swords", decimals: 6 },
      );
    const one = dataOf("transfer(address,uint256,uint256)", [SPENDER, 7n, 5_000_000n]);
    expect(effectOf(one, USDC)).to.deep.include({
      what: "Send “USD Coin”",
      amount: "5000000 of number 7",
      address: addressInGroups(SPENDER),
    });
    expect(batch([7n, 9n], [1n, 2n])).to.deep.include({
      what: "Send “Swords”",
      amount: "1 of number 7, 2 of number 9",
      address: addressInGroups(SPENDER),
    });
    const many = Array.from({ length: 11 }, (_, i) => BigInt(i));
    expect(batch(many, many).amount).to.match(/7 of number 7, 3 more that are not shown$/);
    expect(batch([], []).amount).to.equal("nothing");
    expect(batch([7n, 9n], [1n])).to.include({ what: "Use “Swords”" });
  });

  it("includes what comes on top of an allowance as more", () => {
    const data = encodeFunctionData({
      abi: ABI,
      functionName: "increaseAllowance",
      args: [SPENDER, 5_000_000n],
    });
    const effect = effectOf(data, USDC);
    expect(effect).to.deep.include({ what: "Let somebody take your USDC", amount: "5 USDC more" });
    expect(effect.risk).to.contain("can take");
  });

  it("says whose tokens a contract lets somebody take that has none itself, as Permit2 does", () => {
    const permit2 = { hasCode: true, name: "Permit2" };
    const token = "0x5AEa5775959fBC2557Cc8789bC1bf90A239D9a91";
    const granting = (amount: bigint) =>
      effectOf(
        dataOf("approve(address,address,uint160,uint48)", [token, SPENDER, amount, 2_000_000_000]),
        permit2,
      );
    expect(granting(5n)).to.deep.include({
      what: "Let somebody take tokens of yours by “Permit2”",
      amount: "5 units",
      address: addressInGroups(SPENDER),
      details: [`The token is at ${addressInGroups(token)}`, `The contract is at ${addressInGroups(TARGET)}`],
      risk: "Whoever is named there can take these tokens at any time later on.",
    });
    expect(granting(2n ** 160n - 1n).amount).to.equal("all of it");
    const unnamed = effectOf(
      dataOf("approve(address,address,uint160,uint48)", [token, SPENDER, 5n, 1]),
      USDC,
    );
    expect(unnamed.amount, "in the units of another token").to.equal("5 units");
  });

  it("warns of an operator of everything, and not of one who may not act any more", () => {
    for (const functionName of ["setApprovalForAll", "setOperator"] as const) {
      const [granted, takenBack] = [true, false].map((isApproved) =>
        effectOf(encodeFunctionData({ abi: ABI, functionName, args: [SPENDER, isApproved] }), CATS),
      );
      expect(granted).to.deep.include({
        what: "Let somebody take what you have in “Cats”",
        amount: "no upper limit",
        address: addressInGroups(SPENDER),
      });
      expect(granted!.risk).to.contain(functionName);
      expect(takenBack).to.deep.include({ amount: "nothing any more" }).and.not.have.property("risk");
    }
  });

  it("warns of a known function whose arguments are cut off", () => {
    for (const [signature, args] of NAMING) {
      const whole = dataOf(signature, args(SPENDER, 5n));
      const effect = effectOf(whole.slice(0, 10 + 62) as Hex, USDC);
      expect(effect.what, signature).to.equal("Use “USD Coin”");
      expect(effect.risk, signature).to.match(/to whom cannot be read|lets somebody else take/);
    }
    const cut = encodeFunctionData({ abi: ABI, functionName: "transfer", args: [SPENDER, 5n] }).slice(0, -2);
    expect(effectOf(cut as Hex, USDC).risk)
      .to.contain("“transfer”")
      .and.contain("cannot be read");
  });

  it("warns of an address without a contract", () => {
    const data = encodeFunctionData({ abi: ABI, functionName: "transfer", args: [SPENDER, 5n] });
    for (const each of [data, "0x12345678"] as const) {
      expect(effectOf(each, { hasCode: false }).risk).to.equal("There is no contract at that address.");
      expect(effectOf(each, {}), "not known").not.to.have.property("risk");
    }
  });
});
