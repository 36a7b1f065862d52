import { USE_COUNT_INDEX, type SessionPreferences, type SessionSpec } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { erc20Abi, parseAbi, parseEther, zeroHash, type Abi } from "viem";
import { adjustedPaths } from "../../src/approval/adjusted-paths.ts";
import { askedConnection } from "../../src/approval/asked-session.ts";
import { limitAt, lowerLimit } from "../../src/approval/limit-place.ts";
import { permissionsOf } from "../../src/approval/permissions.ts";
import { askedCall, callOf, sessionOf, SPENDER, TARGET } from "../session.ts";

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

const vault = parseAbi([
  "function withdraw(uint256 assets, address receiver, address owner) returns (uint256)",
]);
const shares = new Map([[TARGET.toLowerCase(), { hasCode: true, symbol: "mwUSDC", decimals: 18 }]]);

/** The line of a single call, as the app asks for it. */
const lineOf = (abi: Abi, functionName: string, constraints: readonly object[]) => {
  const { spec, preferences } = askedCall(abi, functionName, constraints);
  const [line] = permissionsOf(spec, preferences, shares);
  if (!line) throw new Error("There is no line.");
  return line;
};

describe("What an app may do, line by line", () => {
  it("writes with a token's decimals only what is an amount of that token", () => {
    const limit = 10n ** 12n;
    const withdrawal = lineOf(vault, "withdraw", [{ index: 0, limit }]);
    expect(withdrawal.details[0]).to.equal("Assets is anything, at most 1000000000000 in all");
    expect(withdrawal.limits).to.have.lengthOf(1);
    expect(withdrawal.limits[0]).to.include({ label: "Numbers with “Withdraw”", unit: "", decimals: 0 });
    const transfer = lineOf(erc20Abi, "transfer", [{ index: 1, limit }]);
    expect(transfer.details).to.include("Amount is anything, at most 0.000001 mwUSDC in all");
    expect(transfer.limits[0]).to.include({ label: "Amount of mwUSDC", unit: "mwUSDC", decimals: 18 });
  });

  it("says that anybody may get the tokens, where the app names nobody", () => {
    const amount = { index: 1, limit: 5n };
    expect(lineOf(erc20Abi, "transfer", [amount]).details[0]).to.equal("Recipient is anybody");
    const named = lineOf(erc20Abi, "transfer", [{ index: 0, value: SPENDER }, amount]);
    expect(named.details.join()).not.to.include("anybody");
  });

  it("takes no app's word for it that a function takes nothing: a name with the same four bytes is soon found", () => {
    expect(lineOf(parseAbi(["function play()"]), "play", []).details).to.include("With whatever it likes");
    for (const signature of ["mint()", "claim()", "deposit()", "withdraw()"]) {
      const abi = parseAbi([`function ${signature}`] as readonly string[] as readonly ["function mint()"]);
      expect(lineOf(abi, signature.slice(0, -2), []).details, signature).not.to.include(
        "With whatever it likes",
      );
    }
  });

  it("names a limit's place as the app's own preferences have it, after an argument of several words", () => {
    const abi = parseAbi(["function f(uint256[2] pair, uint256 a, uint256 b)"]);
    const { limits } = lineOf(abi, "f", [
      { index: 0, value: [1n, 2n] },
      { index: 1, value: 7n, limit: { limitType: "unlimited" } },
      { index: 2, limit: 5n },
    ]);
    expect(limits.map(({ path, place }) => [path, place])).to.deep.equal([
      ["contractCalls.0.constraints.2.limit", { kind: "constraint", policy: 0, constraint: 3 }],
    ]);
  });

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

  it("leaves to be lowered what was lowered to nothing, which the app is told of", () => {
    const value = { valueLimit: parseEther("1") };
    const asked = {
      expiresAt: "8 hours",
      contractCalls: [{ address: TARGET, abi: mint, functionName: "mint", ...value }],
      transfers: [
        { to: TARGET, ...value },
        { to: SPENDER, maxUses: 3, ...value },
      ],
    };
    const key = { type: "secp256k1", address: SPENDER };
    const capabilities = { session: { key, preferences: asked } };
    const request = { method: "wallet_connect", params: [{ version: "1", capabilities }] };
    const { session } = askedConnection(request as never, 1_800_000_000n);
    if (!session) throw new Error("No session is asked for.");
    const { spec, preferences } = session;
    const limitsOf = (each: SessionSpec) =>
      permissionsOf(each, preferences, new Map()).flatMap((line) => line.limits);

    const nothing = limitsOf(spec).reduce((each, { place }) => lowerLimit(each, place, 0n), spec);
    expect(limitsOf(nothing)).to.deep.equal(limitsOf(spec));
    expect(limitsOf(nothing).map(({ place }) => limitAt(nothing, place).limit)).to.deep.equal(
      Array<bigint>(5).fill(0n),
    );
    const lines = permissionsOf(nothing, preferences, new Map());
    expect(adjustedPaths(spec, nothing, lines)).to.have.members([
      "contractCalls.0.valueLimit",
      "transfers.0.valueLimit",
      "transfers.1.maxUses",
      "transfers.1.valueLimit",
      "feeLimit",
    ]);
  });

  it("leaves no ETH to be lowered where the app asks for none, or for any amount", () => {
    for (const valueLimit of [undefined, 0n, { limitType: "unlimited" as const }]) {
      const { spec, preferences } = askedCall(mint, "mint");
      const [call] = preferences.contractCalls ?? [];
      const calls = call && [{ ...call, ...(valueLimit !== undefined && { valueLimit }) }];
      const [line] = permissionsOf(
        spec,
        { ...preferences, ...(calls && { contractCalls: calls }) },
        new Map(),
      );
      expect(line?.limits).to.deep.equal([]);
    }
  });
});
