import { expect } from "chai";
import fc from "fast-check";
import { erc20Abi, zeroHash, type Hex } from "viem";
import {
  addUsage,
  ConstraintCondition,
  explain,
  formatSessionPreferences,
  LimitUnlimited,
  NO_USAGE,
  sessionStateOf,
  USE_COUNT_INDEX,
  worstCase,
  type CallSpec,
  type ConstraintSpec,
  type SessionPreferences,
  type SessionSpec,
  type SessionTransaction,
  type SessionUsage,
  type TokenLoss,
  type UsageLimit,
} from "../../src/session/index.js";
import { ACCOUNT, ALICE, BOB, SIGNER, TOKEN } from "../helpers/addresses.js";
import { asked, idles, sessions, TARGETS, transactionOf, word, type Asked } from "../helpers/arbitraries.js";
import { assertOfKinds } from "../helpers/assert-of-kinds.js";
import { tries } from "../helpers/tries.js";

const START = 1_800_000_000n;
const DAY = 86_400n;
const MAX = 2n ** 256n - 1n;

function sessionOf(preferences: SessionPreferences): SessionSpec {
  const defaults = { expiresAt: START + DAY, feeLimit: { limitType: 1 as const, limit: 0n, period: 0n } };
  return { signer: SIGNER, ...formatSessionPreferences(preferences, defaults, { now: START }) };
}

describe("worstCase", () => {
  it("adds fees and the value of every policy, each to its limit", () => {
    const session = sessionOf({
      feeLimit: 5n,
      transfers: [
        { to: ALICE, valueLimit: 10n },
        { to: BOB, valueLimit: 100n, maxValuePerUse: 7n, maxUses: 3 },
      ],
      contractCalls: [{ address: TOKEN, abi: erc20Abi, functionName: "transfer", valueLimit: 1000n }],
    });
    const { eth, fees } = worstCase(session, START);
    expect(eth).to.deep.equal({ amount: 5n + 10n + 21n + 1000n, isExact: true });
    expect(fees).to.deep.equal({ amount: 5n, isExact: true });
  });

  it("counts every period that has a second before the expiry", () => {
    const session = sessionOf({
      expiresAt: START + 7200n,
      transfers: [{ to: ALICE, valueLimit: { limit: 10n, period: "1 hour" } }],
    });
    expect(START % 3600n).to.equal(0n);
    expect(worstCase(session, START).eth.amount).to.equal(30n);
    expect(worstCase(session, START + 3600n).eth.amount).to.equal(20n);
    expect(worstCase({ ...session, expiresAt: START + 7199n }, START).eth.amount).to.equal(20n);
    expect(worstCase(session, START + 7201n).eth.amount).to.equal(0n);
  });

  it("is unbounded if something has no limit, and says what", () => {
    const unlimited = { limitType: "unlimited" } as const;
    const { eth } = worstCase(sessionOf({ transfers: [{ to: ALICE, valueLimit: unlimited }] }), START);
    expect(eth).to.deep.equal({
      amount: undefined,
      isExact: true,
      reason: `the value of transfers to ${ALICE} has no limit`,
    });
    const counted = sessionOf({ transfers: [{ to: ALICE, valueLimit: unlimited, maxUses: 1 }] });
    expect(worstCase(counted, START).eth.amount).to.equal(undefined);
    const small = sessionOf({
      transfers: [{ to: ALICE, valueLimit: unlimited, maxValuePerUse: 5n, maxUses: 3 }],
    });
    expect(worstCase(small, START).eth.amount).to.equal(15n);
  });

  it("adds up per token what may be transferred, approved and transferred from, and names the other calls", () => {
    const call = (functionName: string, index: number, limit: bigint) => ({
      address: TOKEN,
      abi: erc20Abi,
      functionName,
      constraints: [{ index, limit }],
    });
    const session = sessionOf({
      contractCalls: [
        call("transfer", 1, 5n),
        call("approve", 1, 70n),
        call("transferFrom", 2, 900n),
        { address: ALICE, abi: erc20Abi, functionName: "transfer" },
        {
          address: BOB,
          abi: [{ type: "function", name: "mint", inputs: [], outputs: [], stateMutability: "nonpayable" }],
          functionName: "mint",
        },
      ],
    });
    const { eth, tokens, otherCalls } = worstCase(session, START);
    expect(eth.amount).to.equal(0n);
    expect(tokens[0]).to.deep.include({ amount: 975n, isExact: true });
    expect(tokens[1]?.reason).to.equal(`the amount of transfer of ${ALICE} has no limit`);
    expect(otherCalls.map(({ target }) => target)).to.deep.equal([BOB]);
  });

  it("knows that a call takes at least what its conditions demand", () => {
    const transfer = (
      ...constraints: NonNullable<SessionPreferences["contractCalls"]>[number]["constraints"] & object
    ) =>
      worstCase(
        sessionOf({
          contractCalls: [{ address: TOKEN, abi: erc20Abi, functionName: "transfer", constraints }],
        }),
        START,
      ).tokens[0]?.amount;
    expect(transfer({ index: 1, value: 6n, limit: 10n })).to.equal(6n);
    expect(transfer({ index: 1, value: 4n, condition: "GreaterEqual", limit: 10n })).to.equal(10n);
    expect(transfer({ index: 1, value: 11n, condition: "GreaterEqual", limit: 10n })).to.equal(0n);
    expect(transfer({ index: 1, value: 5n }, { index: 1, value: 6n })).to.equal(0n);
    expect(transfer({ index: 1, value: 5n, condition: "LessEqual" })).to.equal(undefined);
  });

  it("is never exceeded by what the session lets through (property)", () => {
    fc.assert(
      fc.property(
        sessions(START + 600n),
        fc.array(fc.tuple(idles, asked), { minLength: 5, maxLength: 25 }),
        (session, sequence) => {
          const { eth, tokens } = worstCase(session, START);
          const lost = spend(session, sequence);
          if (eth.amount !== undefined) expect(lost.eth <= eth.amount).to.equal(true);
          for (const target of TARGETS) {
            const bound = tokens.find(({ token }) => token === target);
            const most = bound ? bound.amount : 0n;
            if (most !== undefined) expect((lost.tokens.get(target) ?? 0n) <= most).to.equal(true);
          }
        },
      ),
      { numRuns: tries(400) },
    );
  });

  it("is reached by the best spending strategy where it is exact, and is never below it (property)", () => {
    const kinds = { exact: 0, bounded: 0, unlimited: 0 };
    assertOfKinds(
      kinds,
      { exact: 21, bounded: 3, unlimited: 3 },
      fc.property(policies, fc.constantFrom<("value" | "amount")[]>("value", "amount"), (policy, of) => {
        const session: SessionSpec = {
          signer: SIGNER,
          expiresAt: START + 420n,
          transferPolicies: [],
          callPolicies: [policy],
          feeLimit: { limitType: 1, limit: 0n, period: 0n },
        };
        const { eth, tokens } = worstCase(session, START);
        const bound = of === "value" ? eth : (tokens[0] as TokenLoss);
        const best = bestSpending(session, of);
        if (bound.amount === undefined) {
          kinds.unlimited++;
          expect(best >= PLENTY).to.equal(true);
          return;
        }
        kinds[bound.isExact ? "exact" : "bounded"]++;
        expect(best <= bound.amount, `${best} of ${bound.amount}`).to.equal(true);
        if (bound.isExact) expect(best).to.equal(bound.amount);
      }),
      { numRuns: tries(120) },
    );
  });
});

/** Runs a sequence; returns what the allowed transactions took. */
function spend(session: SessionSpec, sequence: readonly (readonly [bigint, Asked])[]) {
  let usage: SessionUsage = NO_USAGE;
  let timestamp = START;
  let eth = 0n;
  const tokens = new Map<string, bigint>();
  for (const [idle, each] of sequence) {
    timestamp += idle;
    const state = sessionStateOf(session, usage, timestamp);
    const answer = explain(session, { ...state, timestamp }, transactionOf(each));
    if (!answer.allowed) continue;
    usage = addUsage(usage, answer.spendings, timestamp);
    eth += each.fee;
    for (const { to, value, data } of each.calls) {
      eth += value;
      if (data.length >= 2 + 8 + 128)
        tokens.set(to, (tokens.get(to) ?? 0n) + BigInt(`0x${data.slice(74, 138)}`));
    }
  }
  return { eth, tokens };
}

const small = fc.bigInt(0n, 6n);
const smallLimits: fc.Arbitrary<UsageLimit> = fc.oneof(
  { weight: 2, arbitrary: small.map((limit) => ({ limitType: 1 as const, limit, period: 0n })) },
  {
    weight: 3,
    arbitrary: fc.record({
      limitType: fc.constant(2 as const),
      limit: small,
      period: fc.constantFrom(200n, 200n, 200n, 300n),
    }),
  },
);
const maybeUnlimited = fc.oneof(
  { weight: 3, arbitrary: smallLimits },
  { weight: 1, arbitrary: fc.constant<UsageLimit>({ limitType: 0, limit: 0n, period: 0n }) },
);
const constraints: fc.Arbitrary<ConstraintSpec> = fc.oneof(
  fc.record({
    condition: fc.constant(0 as const),
    index: fc.constant(USE_COUNT_INDEX),
    refValue: fc.constant<Hex>(zeroHash),
    limit: smallLimits,
  }),
  fc.record({
    condition: fc.constantFrom(...Object.values(ConstraintCondition), 4 as const, 5 as const),
    index: fc.constantFrom(0n, 1n, 1n, 1n),
    refValue: fc.bigInt(1n, 4n).map(word),
    limit: maybeUnlimited,
  }),
);

/** One policy with small numbers, so that all ways to spend can be tried. */
const policies: fc.Arbitrary<CallSpec> = fc.record({
  target: fc.constant(TOKEN),
  selector: fc.constant<Hex>("0xa9059cbb"),
  maxValuePerUse: fc.oneof({ weight: 5, arbitrary: small }, fc.constant(MAX)),
  valueLimit: maybeUnlimited,
  constraints: fc.array(constraints, { maxLength: 3 }),
});

/** More than any of the small limits allows: where the bound is infinite, this much is spent. */
const PLENTY = 200n;

/**
 * Returns the most that can be spent, found by trying everything: in each interval during which all periods
 * stay the same, any number of calls of any small size. Stops when there is plenty.
 */
function bestSpending(session: SessionSpec, of: "value" | "amount"): bigint {
  const stretches = [0n, 100n, 200n, 300n, 400n].map((later) => START + later);
  const callOf = cheapestCall(session, of);
  const memo = new Map<string, bigint>();
  const search = (usage: SessionUsage, moment: number): bigint => {
    const timestamp = stretches[moment];
    if (timestamp === undefined) return 0n;
    const key = `${moment} ${[...usage].sort().join()}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    let best = search(usage, moment + 1);
    const snapshot = { ...sessionStateOf(session, usage, timestamp), timestamp };
    for (const size of [1n, 2n, 3n, 4n, 5n, 6n, PLENTY]) {
      const answer = explain(session, snapshot, callOf(size));
      if (!answer.allowed) continue;
      // A use that nothing counts can be repeated for ever.
      const isFree = answer.spendings.every(({ amount }) => amount === 0n);
      const total = isFree ? PLENTY : size + search(addUsage(usage, answer.spendings, timestamp), moment);
      if (total > best) best = total;
    }
    memo.set(key, best);
    return best;
  };
  return search(NO_USAGE, 0);
}

/**
 * Returns the call that takes this much of one thing, and as little as the conditions allow of everything
 * else.
 */
function cheapestCall(session: SessionSpec, of: "value" | "amount"): (size: bigint) => SessionTransaction {
  const withoutLimits: SessionSpec = {
    ...session,
    callPolicies: session.callPolicies.map((policy) => ({
      ...policy,
      constraints: policy.constraints.map((each) => ({ ...each, limit: LimitUnlimited })),
    })),
  };
  const snapshot = { ...sessionStateOf(withoutLimits, NO_USAGE, START), timestamp: START };
  const candidates = Array.from({ length: 10 }, (_, i) => BigInt(i));
  const pairs = candidates.flatMap((recipient) => candidates.map((amount) => ({ recipient, amount })));
  const cheapest = pairs.find((pair) => explain(withoutLimits, snapshot, transfer(0n, pair)).allowed);
  const { recipient, amount } = cheapest ?? { recipient: 0n, amount: 0n };
  return (size) =>
    of === "value" ? transfer(size, { recipient, amount }) : transfer(0n, { recipient, amount: size });
}

/** `transfer(recipient, amount)`, where the recipient's word is any number. */
function transfer(
  value: bigint,
  { recipient, amount }: { recipient: bigint; amount: bigint },
): SessionTransaction {
  const data: Hex = `0xa9059cbb${word(recipient).slice(2)}${word(amount).slice(2)}`;
  return { from: ACCOUNT, to: TOKEN, value, data };
}
