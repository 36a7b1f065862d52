import { expect } from "chai";
import { ConstraintCondition, LimitUnlimited } from "@zksync-sso/sdk/session";
import { toFunctionSelector, zeroHash, type Hex } from "viem";
import { whyRefused } from "../../src/approval/refused-policy.ts";
import { atMost, callOf, exactly, lifetime, sessionOf, SPENDER, TARGET } from "../session.ts";

/** A function, and the words naming who and, where there are such, how much and of which token. */
type Granting = readonly [signature: string, spender: bigint, amount?: bigint, token?: bigint];

/** Functions that let somebody take tokens. */
const GRANTING: readonly Granting[] = [
  ["approve(address,uint256)", 0n, 1n],
  ["increaseAllowance(address,uint256)", 0n, 1n],
  ["setApprovalForAll(address,bool)", 0n],
  ["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", 1n, 2n],
  ["permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)", 1n],
  ["permit(address,address,uint256,uint256,bytes)", 1n, 2n],
  ["permit(address,uint256,uint256,bytes)", 0n],
  ["permit(address,uint256,uint256,uint8,bytes32,bytes32)", 0n],
  ["approve(address,address,uint160,uint48)", 1n, 2n, 0n],
  ["permit(address,((address,uint160,uint48,uint48),address,uint256),bytes)", 5n, 2n, 1n],
  ["increaseApproval(address,uint256)", 0n, 1n],
  ["approveAndCall(address,uint256)", 0n, 1n],
  ["approveAndCall(address,uint256,bytes)", 0n, 1n],
  ["authorizeOperator(address)", 0n],
  ["approve(address,uint256,uint256)", 0n, 2n],
  ["setOperator(address,bool)", 0n],
  ["approve(address)", 0n],
  ["hope(address)", 0n],
  ["allow(address,bool)", 0n],
  ["allowBySig(address,address,bool,uint256,uint256,uint8,bytes32,bytes32)", 1n],
  ["setAuthorization(address,bool)", 0n],
  ["approveDelegation(address,uint256)", 0n, 1n],
  ["delegationWithSig(address,address,uint256,uint256,uint8,bytes32,bytes32)", 1n, 2n],
];

const why = (...parts: Parameters<typeof callOf>) =>
  whyRefused(sessionOf({ callPolicies: [callOf(...parts)] }), []);

describe("A session that nobody could approve", () => {
  for (const [signature, spender, amount, token] of GRANTING) {
    const selector = toFunctionSelector(`function ${signature}`);
    const toSomebody = exactly(spender, SPENDER);
    const bounded = amount === undefined ? [] : [atMost(amount, 10n)];
    const ofOne = token === undefined ? [] : [exactly(token, TARGET)];

    it(`lets ${signature} name anybody`, () => {
      expect(why(selector)).to.match(/anybody/);
      expect(why(selector, bounded)).to.match(/anybody/);
      const selectorInCapitals = `0x${selector.slice(2).toUpperCase()}` as Hex;
      expect(why(selectorInCapitals)).to.match(/anybody/);
    });

    it(`lets ${signature} name anybody, as a comparison other than equality names nobody`, () => {
      const anybodyElse = { ...toSomebody, condition: ConstraintCondition.NotEqual };
      expect(why(selector, [anybodyElse, ...bounded])).to.match(/anybody/);
    });

    it(`is not one whose ${signature} names who and how much`, () => {
      expect(why(selector, [toSomebody, ...ofOne, ...bounded])).to.equal(undefined);
    });

    if (token !== undefined)
      it(`lets ${signature} name any token, of which an amount says nothing`, () => {
        expect(why(selector, [toSomebody, ...bounded])).to.match(/whatever token it likes/);
        const others = { ...exactly(token, TARGET), condition: ConstraintCondition.NotEqual };
        expect(why(selector, [toSomebody, others, ...bounded])).to.match(/whatever token it likes/);
      });

    if (amount !== undefined) {
      it(`lets ${signature} name any amount`, () => {
        expect(why(selector, [toSomebody])).to.match(/upper limit/);
        const greater = {
          index: amount,
          condition: ConstraintCondition.GreaterEqual,
          refValue: zeroHash,
          limit: LimitUnlimited,
        };
        expect(why(selector, [toSomebody, greater])).to.match(/upper limit/);
      });

      it(`has no upper limit in ${signature} if no token reaches that limit`, () => {
        for (const endless of [2n ** 256n - 1n, 2n ** 160n - 1n])
          expect(why(selector, [toSomebody, atMost(amount, endless)])).to.match(/upper limit/);
      });

      it(`is not one whose amounts in ${signature} are limited in total`, () => {
        const summed = {
          index: amount,
          condition: ConstraintCondition.Unconstrained,
          refValue: zeroHash,
          limit: lifetime(10n),
        };
        expect(why(selector, [toSomebody, ...ofOne, summed])).to.equal(undefined);
      });
    }
  }

  it("reaches the contracts that decide who may act for the account, by calls or transfers, in any spelling", () => {
    const banned = [TARGET.toLowerCase() as typeof TARGET];
    expect(whyRefused(sessionOf({ callPolicies: [callOf("0x12345678")] }), banned)).to.match(/decides/);
    const transfer = { target: TARGET, maxValuePerUse: 1n, valueLimit: lifetime(1n) } as const;
    expect(whyRefused(sessionOf({ transferPolicies: [transfer] }), banned)).to.match(/decides/);
  });

  it("is not one that calls an ordinary function", () => {
    expect(why("0x12345678")).to.equal(undefined);
  });

  it("is detected even after harmless policies", () => {
    const approve = callOf(toFunctionSelector("function approve(address,uint256)"));
    const session = sessionOf({ callPolicies: [callOf("0x12345678"), approve] });
    expect(whyRefused(session, [])).to.match(/approve/);
  });
});
