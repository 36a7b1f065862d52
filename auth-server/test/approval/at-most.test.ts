import { expect } from "chai";
import { LimitUnlimited, USE_COUNT_INDEX, type ConstraintSpec } from "@zksync-sso/sdk/session";
import { toFunctionSelector } from "viem";
import { atMost } from "../../src/approval/at-most.ts";
import {
  atMost as bounded,
  callOf,
  exactly,
  lifetime,
  sessionOf,
  SPENDER,
  summed,
  TARGET,
} from "../session.ts";

/** Makes a constraint on how often a call is made. */
const uses = (count: bigint): ConstraintSpec => summed(USE_COUNT_INDEX, count);

/** A session that may send ETH, within the given limit. */
const sending = (valueLimit: ReturnType<typeof lifetime>) =>
  sessionOf({ transferPolicies: [{ target: TARGET, maxValuePerUse: 10n ** 18n, valueLimit }] });

describe("The most that somebody can lose", () => {
  it("is an amount if everything has a limit, and all that they have otherwise", () => {
    const { amounts, isLimited } = atMost(sending(lifetime(10n ** 17n)), new Map(), 1n);
    expect({ amounts, isLimited }).to.deep.equal({ amounts: ["0.11 ETH"], isLimited: true });
    expect(atMost(sending(LimitUnlimited), new Map(), 1n)).to.deep.equal({
      amounts: ["all your ETH"],
      isLimited: false,
    });
  });

  it("has no limit if one of several things has none", () => {
    const transfer = callOf(toFunctionSelector("function transfer(address,uint256)"));
    const limited = { ...transfer, constraints: [summed(1n, 5n)] };
    const session = (...callPolicies: (typeof transfer)[]) =>
      atMost(sessionOf({ callPolicies }), new Map(), 1n);
    expect(session(limited, { ...limited, target: SPENDER }).isLimited).to.equal(true);
    expect(session(limited, { ...transfer, target: SPENDER }).isLimited).to.equal(false);
  });

  it("has no limit, where somebody else is let take everything, unless that is only taken back", () => {
    const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, name: "Vat" }]]);
    const most = (signature: string, constraints: ConstraintSpec[] = []) => {
      const selector = toFunctionSelector(`function ${signature}`);
      return atMost(sessionOf({ callPolicies: [callOf(selector, constraints)] }), facts, 1n);
    };
    for (const signature of ["hope(address)", "approve(address)", "setOperator(address,bool)"])
      expect(most(signature, [exactly(0n, SPENDER)])).to.deep.include({
        amounts: ["0.01 ETH", "all you have at “Vat”"],
        isLimited: false,
      });
    expect(most("setOperator(address,bool)", [exactly(1n, "0x00")]).isLimited).to.equal(true);
    expect(most("approveAndCall(address,uint256)", [summed(1n, 5n)]).amounts).to.deep.equal([
      "0.01 ETH",
      "5 tokens of “Vat”",
    ]);
  });

  it("has no limit, where everything of a contract of several tokens may be moved: in amounts that nothing counts", () => {
    const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, name: "Items" }]]);
    const most = (signature: string, constraints: ConstraintSpec[] = []) => {
      const selector = toFunctionSelector(`function ${signature}`);
      return atMost(sessionOf({ callPolicies: [callOf(selector, constraints)] }), facts, 1n);
    };
    for (const [signature, amount] of [
      ["safeTransferFrom(address,address,uint256,uint256,bytes)", 3n],
      ["transfer(address,uint256,uint256)", 2n],
      ["transferFrom(address,address,uint256,uint256)", 3n],
    ] as const) {
      const everything = { amounts: ["0.01 ETH", "all you have at “Items”"], isLimited: false };
      expect(most(signature)).to.deep.include(everything);
      expect(most(signature, [bounded(amount, 5n)]), "of each call").to.deep.include(everything);
      expect(most(signature, [summed(amount, 2n ** 255n)]), "of any number").to.deep.include(everything);
      expect(most(signature, [bounded(amount, 5n), uses(2n)]).isLimited).to.equal(true);
      expect(most(signature, [summed(amount, 5n)]).isLimited).to.equal(true);
    }
    const batch = "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)";
    expect(most(batch, [uses(1n)]).isLimited).to.equal(false);
  });

  it("names the contracts that decide what else is lost: of what is there, and of what they were let take", () => {
    const call = callOf(toFunctionSelector("function approve(address,address,uint160,uint48)"));
    const session = sessionOf({ callPolicies: [call, { ...callOf("0x12345678"), target: SPENDER }] });
    const facts = new Map([[TARGET.toLowerCase(), { hasCode: true, name: "Permit2" }]]);
    expect(atMost(session, facts, 1n).besides).to.equal(
      "and what “Permit2”, 0x3661…c049 lets it do with what you have there, or have let it take",
    );
  });
});
