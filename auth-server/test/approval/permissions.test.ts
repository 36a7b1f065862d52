import { USE_COUNT_INDEX, type SessionPreferences, type SessionSpec } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { parseEther, zeroHash } from "viem";
import { permissionsOf } from "../../src/approval/permissions.ts";
import { callOf, sessionOf, TARGET } from "../session.ts";

const daily = (limit: bigint) => ({ limitType: 2 as const, limit, period: 86_400n });
const mint = [
  { type: "function", name: "mint", inputs: [], outputs: [], stateMutability: "payable" },
] as const;

const lines = (session: SessionSpec, preferences: SessionPreferences) =>
  permissionsOf(session, preferences, new Map()).map(({ what, amount, details }) => [
    what,
    amount,
    ...details,
  ]);

describe("What an app may do, line by line", () => {
  it("states the period of whatever resets: ETH with calls, ETH alone, uses, and fees", () => {
    const count = { index: USE_COUNT_INDEX, condition: 0 as const, refValue: zeroHash, limit: daily(3n) };
    const session = sessionOf({
      feeLimit: daily(parseEther("0.01")),
      callPolicies: [
        {
          ...callOf("0x1249c58b", [count]),
          maxValuePerUse: parseEther("0.002"),
          valueLimit: daily(parseEther("0.01")),
        },
        { ...callOf("0x00000000", [count]), valueLimit: daily(5n), maxValuePerUse: 5n },
      ],
      transferPolicies: [{ target: TARGET, maxValuePerUse: 5n, valueLimit: daily(5n) }],
    });
    const preferences: SessionPreferences = {
      contractCalls: [{ address: TARGET, abi: mint, functionName: "mint" }],
      transfers: [{ to: TARGET, maxUses: 3 }, { to: TARGET }],
    };
    const [call, ...transfers] = lines(session, preferences);
    const fees = transfers.pop();
    expect(call).to.deep.equal([
      "Mint on a contract",
      "3 times every day",
      "0.01 ETH may go with it, 0.002 ETH each, anew every day",
    ]);
    expect(transfers).to.have.deep.members([
      ["Send ETH", "0.000000000000000005 ETH", "3 times every day", "Anew every day"],
      ["Send ETH", "0.000000000000000005 ETH", "Anew every day"],
    ]);
    expect(fees).to.deep.equal(["Network fees", "0.01 ETH", "Anew every day"]);
  });
});
