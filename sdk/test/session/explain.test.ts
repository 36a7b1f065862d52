import { expect } from "chai";
import {
  encodeFunctionData,
  erc20Abi,
  getAddress,
  keccak256,
  parseAbi,
  type Abi,
  type Address,
  type Hex,
} from "viem";
import { getApprovalBasedPaymasterInput, getGeneralPaymasterInput } from "viem/zksync";
import {
  MalformedTransactionError,
  SessionRefusedError,
  SessionStateMismatchError,
} from "../../src/errors/index.js";
import {
  encodeSessionBatch,
  explain,
  formatSessionPreferences,
  getPeriodIds,
  NO_USAGE,
  sessionStateOf,
  SessionStatus,
  type Constraint,
  type SessionPreferences,
  type SessionSpec,
  type SessionTransaction,
} from "../../src/session/index.js";
import { ACCOUNT, ALICE, BOB, SIGNER, TOKEN } from "../helpers/addresses.js";

const NOW = 1_800_000_000n;
const PAYMASTER: Address = "0xfa57e70000000000000000000000000000000001";
const upper = (address: Address) => `0x${address.slice(2).toUpperCase()}` as Address;

function sessionOf(preferences: SessionPreferences): SessionSpec {
  const defaults = {
    expiresAt: NOW + 86_400n,
    feeLimit: { limitType: 1 as const, limit: 1000n, period: 0n },
  };
  return { signer: SIGNER, ...formatSessionPreferences(preferences, defaults, { now: NOW }) };
}

function fresh(session: SessionSpec) {
  return { ...sessionStateOf(session, NO_USAGE, NOW), timestamp: NOW };
}

function ruleOf(session: SessionSpec, transaction: SessionTransaction): string {
  const answer = explain(session, fresh(session), { from: ACCOUNT, ...transaction });
  return answer.allowed ? "allowed" : answer.rule;
}

const transferOf = (to: Address, amount: bigint) =>
  encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, amount] });

const simple = sessionOf({
  transfers: [{ to: ALICE, valueLimit: 100n, maxValuePerUse: 60n }],
  contractCalls: [
    {
      address: TOKEN,
      abi: erc20Abi,
      functionName: "transfer",
      constraints: [
        { index: 0, value: BOB },
        { index: 1, value: 6n, condition: "LessEqual", limit: { limit: 10n, period: "1 hour" } },
      ],
    },
  ],
});

describe("explain", () => {
  it("says what an allowed transaction uses, and what it leaves", () => {
    const transaction = { from: ACCOUNT, to: ALICE, value: 40n, gas: 10n, maxFeePerGas: 3n };
    expect(explain(simple, fresh(simple), transaction)).to.deep.equal({
      allowed: true,
      spendings: [
        {
          path: "transferPolicies[0].valueLimit",
          limit: simple.transferPolicies[0]?.valueLimit,
          amount: 40n,
          left: 60n,
        },
        { path: "feeLimit", limit: simple.feeLimit, amount: 30n, left: 970n },
      ],
    });
  });

  it("names the refusing rule, the part of the session, what was requested and what is left", () => {
    const answer = explain(
      simple,
      { ...fresh(simple), feesRemaining: 5n },
      { to: ALICE, gas: 6n, gasPrice: 1n },
    );
    expect(answer).to.deep.include({
      allowed: false,
      rule: "FeeLimitExceeded",
      path: "feeLimit",
      asked: 6n,
      left: 5n,
    });
    const state = fresh(simple);
    const callParams = state.callParams.map((each) => ({ ...each, remaining: 3n }));
    const call = { to: TOKEN, data: transferOf(BOB, 5n) };
    const refused = explain(simple, { ...state, callParams }, call);
    expect(refused).to.deep.include({ rule: "ArgumentLimitExceeded", asked: 5n, left: 3n });
    expect(!refused.allowed && refused.message).to.equal(
      "An argument's limit has 3 left; this would take 5. (callPolicies[0].constraints[1].limit) " +
        "The next period begins at 2027-01-15T09:00:00Z.",
    );
  });

  it("names the condition that an argument does not meet, formatting addresses and bytes", () => {
    const messageOf = (constraint: object, data: Hex, abi: Abi = erc20Abi, functionName = "transfer") => {
      const session = sessionOf({
        contractCalls: [{ address: TOKEN, abi, functionName, constraints: [constraint as Constraint] }],
      });
      const answer = explain(session, fresh(session), { from: ACCOUNT, to: TOKEN, data });
      if (answer.allowed) throw new Error("allowed");
      return [answer.condition, answer.message];
    };
    const place = "(callPolicies[0].constraints[0])";
    expect(messageOf({ index: 0, value: BOB }, transferOf(ALICE, 1n))).to.deep.equal([
      "Equal",
      `An argument has to be exactly ${BOB}, and is ${ALICE}. ${place}`,
    ]);
    expect(messageOf({ index: 1, value: 6n, condition: "LessEqual" }, transferOf(ALICE, 7n))).to.deep.equal([
      "LessEqual",
      `An argument has to be at most 6, and is 7. ${place}`,
    ]);
    const abi = parseAbi(["function mark(bytes32 id)"]);
    const [id, other] = [keccak256("0x01"), keccak256("0x02")];
    const data = encodeFunctionData({ abi, functionName: "mark", args: [other] });
    expect(messageOf({ index: 0, value: id }, data, abi, "mark")[1]).to.include(
      `has to be exactly ${id}, and is ${other}.`,
    );
  });

  it("gives a remedy where another session would not help", () => {
    const answer = explain(simple, fresh(simple), {
      to: ALICE,
      paymaster: PAYMASTER,
      paymasterInput: "0x12",
    });
    if (answer.allowed) throw new Error("allowed");
    const { metaMessages } = new SessionRefusedError(answer, answer.message);
    expect(answer.rule).to.equal("PaymasterInputTooShort");
    expect(metaMessages.at(-1)).to.include("getGeneralPaymasterInput");
  });

  it("compares addresses and selectors case-insensitively", () => {
    for (const to of [ALICE, ALICE.toLowerCase() as Address, upper(ALICE)]) {
      expect(ruleOf(simple, { to, value: 60n })).to.equal("allowed");
    }
    const shouted = JSON.parse(JSON.stringify(transferOf(BOB, 6n)).toUpperCase().replace("0X", "0x")) as Hex;
    expect(ruleOf(simple, { to: upper(TOKEN), data: shouted })).to.equal("allowed");
    expect(ruleOf(simple, { from: ACCOUNT, to: upper(ACCOUNT) })).to.equal("TargetBanned");
  });

  it("finds each limit's state by what it belongs to, in whatever order the state comes", () => {
    const session = sessionOf({
      transfers: [
        { to: ALICE, valueLimit: 5n },
        { to: BOB, valueLimit: 50n },
      ],
      contractCalls: [ALICE, BOB].map((address, i) => ({
        address,
        abi: erc20Abi,
        functionName: "transfer",
        constraints: [
          { index: 1, limit: BigInt(10 ** i) },
          { index: 1, limit: BigInt(7 * 10 ** i) },
        ],
      })),
    });
    const state = fresh(session);
    const [a, b, c, d] = state.callParams;
    const moved = {
      ...state,
      transferValue: [...state.transferValue].reverse(),
      callParams: [c, d, a, b].map((each) => ({ ...each!, target: each!.target.toLowerCase() as Address })),
    };
    const left = (to: Address, rest: Partial<SessionTransaction>) => {
      const answer = explain(session, moved, { to, ...rest });
      return answer.allowed ? answer.spendings.map((each) => each.left) : [answer.rule, answer.left];
    };
    expect(left(BOB, { value: 50n })).to.include(0n);
    expect(left(ALICE, { value: 5n })).to.include(0n);
    expect(left(ALICE, { data: transferOf(BOB, 1n) })).to.include.members([0n, 6n]);
    expect(left(BOB, { data: transferOf(BOB, 1n) })).to.include.members([9n, 69n]);
  });

  it("refuses a state of another session", () => {
    const other = sessionOf({ transfers: [{ to: BOB, valueLimit: 1n }] });
    expect(() => explain(simple, fresh(other), { to: ALICE })).to.throw(
      SessionStateMismatchError,
      "transferPolicies[0]",
    );
  });

  it("judges expiry by the clock of the state, up to and including its last second", () => {
    const at = (timestamp: bigint) => explain(simple, { ...fresh(simple), timestamp }, { to: ALICE }).allowed;
    expect(at(simple.expiresAt)).to.equal(true);
    expect(at(simple.expiresAt + 1n)).to.equal(false);
  });

  it("allows nothing in a session that was never opened, or is closed", () => {
    for (const status of [SessionStatus.NotInitialized, SessionStatus.Closed]) {
      const answer = explain(simple, { ...fresh(simple), status }, { to: ALICE });
      expect(!answer.allowed && answer.rule).to.equal("SessionNotActive");
      const reason = status === SessionStatus.Closed ? "was revoked" : "was never opened";
      expect(!answer.allowed && answer.message).to.equal(`The session ${reason}.`);
    }
  });

  it("lets any value through where it is unlimited", () => {
    const session = sessionOf({ transfers: [{ to: ALICE, valueLimit: { limitType: "unlimited" } }] });
    expect(ruleOf(session, { to: ALICE, value: 2n ** 256n - 1n })).to.equal("allowed");
  });

  it("takes a limit of zero for one", () => {
    const session = sessionOf({ feeLimit: 0n, transfers: [{ to: ALICE }] });
    expect(ruleOf(session, { to: ALICE })).to.equal("allowed");
    expect(ruleOf(session, { to: ALICE, value: 1n })).to.equal("MaxValuePerUseExceeded");
    expect(ruleOf(session, { to: ALICE, gas: 1n, gasPrice: 1n })).to.equal("FeeLimitExceeded");
  });

  it("says which call of a batch is refused", () => {
    const batch = (...values: bigint[]) => ({
      from: ACCOUNT,
      to: ACCOUNT,
      data: encodeSessionBatch(values.map((value) => ({ to: ALICE, value }))),
    });
    expect(explain(simple, fresh(simple), batch(60n, 40n))).to.deep.include({ allowed: true });
    expect(explain(simple, fresh(simple), batch(60n, 41n))).to.deep.include({
      rule: "ValueLimitExceeded",
      call: 1,
      left: 40n,
    });
    expect(explain(simple, fresh(simple), batch(61n))).to.deep.include({
      rule: "MaxValuePerUseExceeded",
      call: 0,
    });
    expect(ruleOf(simple, { ...batch(1n), value: 2n })).to.equal("BatchValueMismatch");
    expect(ruleOf(simple, { ...batch(1n), value: 1n })).to.equal("allowed");
    expect(ruleOf(simple, batch())).to.equal("EmptyBatch");
    expect(ruleOf(simple, batch(...Array<bigint>(32).fill(1n)))).to.equal("allowed");
    expect(ruleOf(simple, batch(...Array<bigint>(33).fill(1n)))).to.equal("TooManyCalls");
  });

  it("accepts a batch only in the ABI's strict encoding, failing as a whole", () => {
    const data = encodeSessionBatch([{ to: ALICE, value: 1n }]);
    const rule = (bytes: string) => ruleOf(simple, { from: ACCOUNT, to: ACCOUNT, data: bytes as Hex });
    expect(rule(`${data}00`)).to.equal("MalformedBatch");
    expect(rule(data + "0".repeat(64))).to.equal("MalformedBatch");
    expect(rule(data.slice(0, -64))).to.equal("MalformedBatch");
    expect(rule(data.slice(0, 10))).to.equal("MalformedBatch");
    expect(rule(data.slice(0, 12) + "01" + data.slice(14))).to.equal("ExecutionModeNotAllowed");
    expect(rule(data.replace("e9ae5c53", "8f0273a9"))).to.equal("TargetBanned");
    expect(rule("0x")).to.equal("TargetBanned");
    // A word that should be an address but is wider, which the account would truncate.
    const dirty = data.replace(
      `${"0".repeat(24)}${ALICE.slice(2).toLowerCase()}`,
      `${"0".repeat(23)}1${ALICE.slice(2).toLowerCase()}`,
    );
    expect(dirty).to.not.equal(data);
    expect(rule(dirty)).to.equal("MalformedBatch");
  });

  it("disallows modules, even in batches and as a paymaster's token", () => {
    const snapshot = { ...fresh(simple), modules: [BOB, upper(ALICE)] };
    const data = encodeSessionBatch([{ to: ALICE }]);
    for (const transaction of [{ to: ALICE }, { from: ACCOUNT, to: ACCOUNT, data }]) {
      const answer = explain(simple, snapshot, transaction);
      expect(!answer.allowed && answer.rule).to.equal("TargetBanned");
    }
  });

  describe("with a paymaster", () => {
    const session = sessionOf({
      feeLimit: 5n,
      transfers: [{ to: ALICE, valueLimit: { limit: 100n, period: "1 day" } }],
      contractCalls: [
        {
          address: TOKEN,
          abi: erc20Abi,
          functionName: "approve",
          constraints: [
            { index: 0, value: PAYMASTER },
            { index: 1, limit: { limit: 10n, period: "1 hour" } },
          ],
          maxUses: 2,
        },
      ],
    });
    const sponsored = (paymasterInput: Hex | undefined, paymaster = PAYMASTER): SessionTransaction => ({
      from: ACCOUNT,
      to: ALICE,
      value: 1n,
      gas: 100n,
      gasPrice: 100n,
      paymaster,
      ...(paymasterInput && { paymasterInput }),
    });
    const approving = (minAllowance: bigint, token = TOKEN) =>
      getApprovalBasedPaymasterInput({ token, minAllowance, innerInput: "0x" });

    it("does not spend the fee limit", () => {
      expect(ruleOf(session, sponsored(getGeneralPaymasterInput({ innerInput: "0x" })))).to.equal("allowed");
      expect(ruleOf(session, sponsored(undefined))).to.equal("allowed");
      expect(ruleOf(session, sponsored(undefined, "0x0000000000000000000000000000000000000000"))).to.equal(
        "FeeLimitExceeded",
      );
    });

    it("checks the approval that a paymaster requests like a call", () => {
      expect(ruleOf(session, sponsored(approving(10n)))).to.equal("allowed");
      expect(explain(session, fresh(session), sponsored(approving(11n)))).to.deep.include({
        rule: "ArgumentLimitExceeded",
        call: "approve",
        asked: 11n,
        left: 10n,
        path: "callPolicies[0].constraints[1].limit",
      });
      expect(ruleOf(session, sponsored(approving(1n), BOB))).to.equal("ConditionFailed");
      expect(ruleOf(session, sponsored(approving(1n, BOB)))).to.equal("CallNotAllowed");
      expect(ruleOf(session, sponsored(approving(1n, ACCOUNT)))).to.equal("TargetBanned");
    });

    it("parses its input as strictly as the account", () => {
      const input = approving(1n);
      expect(ruleOf(session, sponsored("0x"))).to.equal("PaymasterInputTooShort");
      expect(ruleOf(session, sponsored(input.slice(0, 130) as Hex))).to.equal("PaymasterInputTooShort");
      expect(ruleOf(session, sponsored("0x12345678"))).to.equal("UnknownPaymasterFlow");
      const wide = `${input.slice(0, 10)}${"1".padStart(24, "0")}${input.slice(34)}` as Hex;
      expect(ruleOf(session, sponsored(wide))).to.equal("AddressOverflow");
    });

    it("puts its period ids after those of the first call's value", () => {
      const hour = NOW / 3600n;
      const day = NOW / 86_400n;
      const transaction = sponsored(approving(1n));
      expect(getPeriodIds(session, transaction, NOW)).to.deep.equal([0n, day, 0n, hour, 0n]);
      const approve = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [PAYMASTER, 1n] });
      const batch = encodeSessionBatch([{ to: ALICE }, { to: TOKEN, data: approve }, { to: ALICE }]);
      const batched = { ...transaction, to: ACCOUNT, data: batch };
      expect(getPeriodIds(session, batched, NOW)).to.deep.equal([
        0n,
        day,
        0n,
        hour,
        0n,
        0n,
        0n,
        hour,
        0n,
        day,
      ]);
    });
  });

  it("counts transfers of a call policy without selector under that policy alone", () => {
    const session = sessionOf({ transfers: [{ to: ALICE, valueLimit: 10n, maxUses: 1 }] });
    const state = fresh(session);
    const used = { ...state, callParams: state.callParams.map((each) => ({ ...each, remaining: 0n })) };
    expect(ruleOf(session, { to: ALICE, value: 1n })).to.equal("allowed");
    const answer = explain(session, used, { to: ALICE, value: 1n });
    expect(answer).to.deep.include({ rule: "UseLimitExceeded", left: 0n });
    expect(ruleOf(session, { to: ALICE, data: "0x00000000" })).to.equal("CallNotAllowed");
  });

  for (const [member, value] of Object.entries({
    to: "alice.eth",
    from: "0x12",
    data: "0x123",
    paymasterInput: "hello",
    value: -1n,
    gas: 5,
    paymaster: "0x",
  })) {
    it(`throws for a transaction that cannot be read: ${member}`, () => {
      const transaction = { to: ALICE, [member]: value } as unknown as SessionTransaction;
      expect(() => explain(simple, fresh(simple), transaction)).to.throw(MalformedTransactionError, member);
    });
  }

  it("accepts addresses with or without checksum, whoever wrote the session", () => {
    const lower = {
      ...simple,
      transferPolicies: simple.transferPolicies.map((each) => ({
        ...each,
        target: ALICE.toLowerCase() as Address,
      })),
    };
    expect(explain(lower, fresh(simple), { to: getAddress(ALICE), value: 1n }).allowed).to.equal(true);
  });
});
