import { expect } from "chai";
import { erc20Abi, parseAbi, parseEther } from "viem";
import {
  describeSession,
  formatSessionPreferences,
  type SessionPreferences,
} from "../../src/session/index.js";
import { ALICE, BOB, TOKEN } from "../helpers/addresses.js";

const NOW = 1_800_000_000n;

function lines(
  preferences: SessionPreferences,
  options: Parameters<typeof describeSession>[1] = {},
): string[] {
  const defaults = { expiresAt: NOW + 86_400n, feeLimit: { limitType: 1 as const, limit: 0n, period: 0n } };
  return describeSession(formatSessionPreferences(preferences, defaults, { now: NOW }), options);
}

describe("describeSession", () => {
  it("says expiry, fees, transfers and what can be lost", () => {
    const preferences: SessionPreferences = {
      expiresAt: "8 hours",
      feeLimit: parseEther("0.1"),
      transfers: [
        { to: ALICE, valueLimit: parseEther("0.1") },
        { to: BOB, valueLimit: { limit: 5n, period: "2 hours" }, maxValuePerUse: 2n, maxUses: 3 },
      ],
    };
    expect(
      lines(preferences, { now: NOW, contracts: [{ address: ALICE, name: "Alice's shop" }] }),
    ).to.deep.equal([
      "Until 2027-01-15T16:00:00Z (8 hours):",
      "Spend on fees at most 0.1 ETH in all.",
      `Send ETH to “Alice's shop” (${ALICE}): at most 0.1 ETH in all.`,
      `Send ETH to ${BOB}: at most 0.000000000000000002 ETH at once; at most 0.000000000000000005 ETH in every period of 2 hours; at most 3 times in all.`,
      "If this key leaks, at most 0.200000000000000006 ETH can be lost.",
    ]);
  });

  it("calls functions and arguments by name, and writes amounts of tokens with their decimals", () => {
    const contractCalls = [
      {
        address: TOKEN,
        abi: erc20Abi,
        functionName: "transfer",
        constraints: [
          { index: 0, value: BOB },
          { index: 1, value: 2_000_000n, condition: "LessEqual" as const, limit: 5_000_000n },
        ],
      },
    ];
    const contracts = [{ address: TOKEN, symbol: "USDC", decimals: 6 }];
    const [, , call, loss] = lines({ contractCalls }, { now: NOW, contracts });
    expect(call).to.equal(
      `Call transfer of “USDC” (0x70CE000000000000000000000000000000000001): recipient is exactly ${BOB}; amount is at most 2 USDC, at most 5 USDC in all; no ETH.`,
    );
    expect(loss).to.equal(
      "If this key leaks, at most 0 ETH, 5 of “USDC” (0x70CE000000000000000000000000000000000001) can be lost.",
    );
  });

  it("calls a standard's function by no other name, even one with the same selector", () => {
    // transfer(address,uint256) has the selector of this one, too.
    const forged = parseAbi(["function many_msg_babbage(bytes1 word)"]);
    const contractCalls = [{ address: TOKEN, abi: erc20Abi, functionName: "transfer" }];
    const [, , call] = lines({ contractCalls }, { contracts: [{ address: TOKEN, abi: forged }] });
    expect(call).to.match(/^Call transfer of /);
  });

  it("says what it cannot name by selector and word, and leaves nothing out", () => {
    const abi = parseAbi(["function mint(address to, bool fast, uint256[2] pair)"]);
    const policy = { address: TOKEN, abi, functionName: "mint" };
    const constraints = [
      { index: 1, value: true },
      { index: 2, value: [7n, 8n] },
    ];
    const preferences = { contractCalls: [{ ...policy, constraints, maxUses: 1 }] };
    const unnamed = lines(preferences, { now: NOW });
    expect(unnamed[2]).to.match(
      /^Call the function 0x[0-9a-f]{8} of 0x70CE.*: word 1 of the arguments is exactly 1; /,
    );
    expect(unnamed[2]).to.include(
      "word 2 of the arguments is exactly 7; word 3 of the arguments is exactly 8;",
    );
    expect(unnamed[2]).to.match(/no ETH; at most 1 time in all\.$/);
    expect(unnamed[4]).to.match(/^What its other calls can lose depends/);
    const named = lines(preferences, { contracts: [{ address: TOKEN, abi }] });
    expect(named[2]).to.include("Call mint of");
    expect(named[2]).to.include("fast is exactly true");
    expect(lines({ contractCalls: [policy] })[2]).to.include("with any arguments: no ETH.");
  });

  it("says that everything can be lost where something has no limit", () => {
    const unlimited = { transfers: [{ to: ALICE, valueLimit: { limitType: "unlimited" as const } }] };
    expect(lines(unlimited, { now: NOW }).slice(2)).to.deep.equal([
      `Send ETH to ${ALICE}: any amount of ETH in all.`,
      `If this key leaks, at most all ETH (the value of transfers to ${ALICE} has no limit) can be lost.`,
    ]);
  });

  it("rounds how long the session lasts, but not the periods of its limits", () => {
    const expiresAt = NOW + 100_000_000n;
    const transfers = [{ to: ALICE, valueLimit: { limit: 0n, period: 9001n } }];
    const feeLimit = { limit: 1n, period: 9001n };
    const [until, fees] = lines({ expiresAt, feeLimit, transfers }, { now: NOW });
    expect(until).to.equal("Until 2030-03-17T17:46:40Z (about 3 years):");
    expect(fees).to.match(/ETH in every period of 2 hours, 30 minutes and 1 second\.$/);
  });

  it("says that an expired session allows nothing any more", () => {
    const expired = lines({ expiresAt: NOW + 100n, transfers: [{ to: ALICE }] }, { now: NOW + 101n });
    expect(expired[0]).to.equal("Nothing any more: it expired at 2027-01-15T08:01:40Z.");
  });
});
