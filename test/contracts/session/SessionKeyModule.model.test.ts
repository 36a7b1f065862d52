import { expect } from "chai";
import fc from "fast-check";
import { getPeriodIds } from "../../../sdk/src/session/index.js";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { walletDeployer } from "../../helpers/accounts/suite";
import { schedule, sessionPolicies, steps } from "../../helpers/sessions/session-arbitraries";
import { p256KeyPair, secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { periodId } from "../../helpers/sessions/session-periods";
import {
  claimedPeriodIds,
  SessionSequences,
  type SequenceResult,
  type SequenceStep,
} from "../../helpers/sessions/session-sequence";
import {
  LimitType,
  toSdkSession,
  type SessionSpec,
  type UsageLimit,
} from "../../helpers/sessions/session-spec";
import { sessionTransaction, type SessionRequest } from "../../helpers/sessions/session-request";
import { SessionLife } from "../../model/session-life";
import { triesFrom } from "../../helpers/project/tries";

/** Pairs of a session and a sequence of transactions; the full run has 10,000: `SESSION_MODEL_RUNS=10000`. */
const RUNS = triesFrom("SESSION_MODEL_RUNS", 200);
const DAY = 86_400n;

describe("SessionKeyModule: against the SDK's policy language (I1, I3)", () => {
  let sequences: SessionSequences;

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    sequences = await SessionSequences.deploy(wallet.provider, walletDeployer(wallet));
  });

  const pairs = () =>
    fc.record({
      policies: sessionPolicies,
      sequence: fc.array(steps(sequences.account), { minLength: 3, maxLength: 8 }),
      timeless: fc.nat(2).map((third) => third === 0),
      isP256: fc.boolean(),
    });

  it("decides every transaction of every sequence as the SDK does (property)", async function () {
    this.timeout(400_000 + RUNS * 4_000);
    const verdicts = new Set<string>();
    const agree = (numRuns: number) =>
      fc.assert(
        fc.asyncProperty(pairs(), async ({ policies, sequence, timeless, isP256 }) => {
          const key = isP256 ? await p256KeyPair() : secp256k1KeyPair();
          const start = await sequences.now();
          const spec = { ...policies, signer: key.address, expiresAt: start + DAY };
          const timed = schedule(start, sequence, timeless);
          const result = await sequences.run(spec, key, timed);

          const life = new SessionLife(spec);
          const expected = timed.map((step) => decide(life, sequences.account, step));
          expect(result.verdicts).to.deep.equal(expected);
          // The state is read at the time of the call, which is that of a sequence without pauses.
          if (timeless) expectSameState(result, life, start);
          timed.forEach((step, i) => {
            if (expected[i] === "allowed") expectSamePeriodIds(spec, sequences.account, step);
          });
          expectWithinLimits(spec, timed, result.verdicts);
          expected.forEach((verdict, i) => {
            verdicts.add(verdict);
            const takes = timed[i]!.transaction?.paymaster?.takes;
            if (verdict === "allowed" && takes) verdicts.add("allowed with an approve");
          });
        }),
        { numRuns },
      );
    // In parallel, so that the next sequence is prepared while the node runs another.
    const sideBySide = (numRuns: number) =>
      Promise.all(Array.from({ length: AT_ONCE }, () => agree(Math.ceil(numRuns / AT_ONCE))));
    await sideBySide(RUNS);
    // The sequences are only worth something if every rule refuses at least once. The rarest may take more
    // pairs.
    for (let round = 0; round < MAX_MORE_ROUNDS && verdicts.size < ALL_VERDICTS.length; round++)
      await sideBySide(100);
    expect([...verdicts].sort()).to.deep.equal([...ALL_VERDICTS].sort());
  });
});

/** Pairs that are tried at the same time. */
const AT_ONCE = 3;

/** Rounds of 100 more pairs, until every rule has refused. */
const MAX_MORE_ROUNDS = 20;

const ALL_VERDICTS = [
  "allowed",
  "allowed with an approve",
  "SessionNotActive",
  "EmptyBatch",
  "TooManyCalls",
  "TargetBanned",
  "SelectorTruncated",
  "CallNotAllowed",
  "TransferNotAllowed",
  "MaxValuePerUseExceeded",
  "ValueLimitExceeded",
  "ArgumentMissing",
  "ConditionFailed",
  "ArgumentLimitExceeded",
  "UseLimitExceeded",
  "BatchValueMismatch",
  "FeeLimitExceeded",
  "Expired",
];

function decide(life: SessionLife, account: string, { time, installed, transaction }: SequenceStep): string {
  if (!transaction) return life.close();
  return life.decide(transaction, { account, modules: [installed], now: time });
}

function expectSameState({ state }: SequenceResult, life: SessionLife, now: bigint): void {
  expect(lefts(state)).to.deep.equal(lefts(life.state(now)));
}

/** What the SDK would sign along with the transaction is what the module accepted. */
function expectSamePeriodIds(spec: SessionSpec, account: string, { transaction, time }: SequenceStep): void {
  if (!transaction) return;
  const ids = getPeriodIds(toSdkSession(spec), sessionTransaction(transaction, account), time);
  expect(ids).to.deep.equal(claimedPeriodIds(spec, transaction, time));
}

interface Lefts {
  readonly feesRemaining: bigint;
  readonly transferValue: readonly { readonly remaining: bigint }[];
  readonly callValue: readonly { readonly remaining: bigint }[];
  readonly callParams: readonly { readonly remaining: bigint }[];
}

/** What is left of each limit, without the rest of the state. */
function lefts({ feesRemaining, ...lists }: Lefts) {
  const remaining = (states: Lefts["callValue"]) => states.map((each) => each.remaining);
  return {
    feesRemaining,
    transferValue: remaining(lists.transferValue),
    callValue: remaining(lists.callValue),
    callParams: remaining(lists.callParams),
  };
}

/** I1 and I3, seen from outside: what was allowed adds up to no more than the policies, and came in time. */
function expectWithinLimits(spec: SessionSpec, steps: readonly SequenceStep[], verdicts: readonly string[]) {
  const allowed = steps.filter((step, i) => step.transaction && verdicts[i] === "allowed");
  const closing = steps.findIndex((step) => !step.transaction);
  if (closing >= 0) expect(verdicts.slice(closing + 1)).to.not.include("allowed");
  for (const { time } of allowed) expect(time <= spec.expiresAt).to.equal(true);

  const calls = allowed.flatMap(({ transaction }) => (transaction as SessionRequest).calls);
  const policies = [...spec.callPolicies, ...spec.transferPolicies];
  const targets = new Set(policies.map((policy) => policy.target));
  for (const { to } of calls) expect(targets.has(to)).to.equal(true);

  const times = allowed.map((step) => step.time);
  for (const target of targets) {
    const budgets = policies
      .filter((policy) => policy.target === target)
      .map((policy) => budget(policy.valueLimit, times));
    if (budgets.includes(undefined)) continue;
    const moved = calls.filter(({ to }) => to === target).reduce((sum, { value }) => sum + value, 0n);
    expect(moved <= budgets.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n)).to.equal(true);
  }
  const paid = allowed.filter(({ transaction }) => !transaction?.paymaster);
  const fees = paid.reduce((sum, { transaction }) => sum + (transaction?.fee ?? 0n), 0n);
  expect(fees <= (budget(spec.feeLimit, times) ?? 0n)).to.equal(true);
}

/** Returns the most a limit lets through at these times; undefined for no bound. */
function budget(limit: UsageLimit, times: readonly bigint[]): bigint | undefined {
  if (Number(limit.limitType) === LimitType.Unlimited) return undefined;
  return limit.limit * BigInt(new Set(times.map((time) => periodId(limit, time))).size);
}
