import { expect } from "chai";
import fc from "fast-check";
import {
  addUsage,
  explain,
  NO_USAGE,
  sessionStateOf,
  SessionStatus,
  type SessionSpec,
  type SessionUsage,
} from "../../src/session/index.js";
import { ACCOUNT } from "../helpers/addresses.js";
import { asked, idles, sessions, TARGETS, transactionOf, type Asked } from "../helpers/arbitraries.js";
import { tries } from "../helpers/tries.js";

/** The model that the contract is compared with: a second writing of the policy language. Not compiled with this. */
interface Model {
  close(): string;
  decide(transaction: Asked, context: { account: string; modules: readonly string[]; now: bigint }): string;
  remaining(now: bigint): {
    feesRemaining: bigint;
    transferValue: readonly bigint[];
    callValue: readonly bigint[];
    callParams: readonly bigint[];
  };
}

const MODEL = new URL("../../../test/model/session-model.ts", import.meta.url);
const START = 1_800_000_000n;
const DAY = 86_400n;
const NO_MODULE = "0x0000000000000000000000000000000000000001";

const steps = fc.record({
  idle: idles,
  /** Nothing: the session is closed. */
  asked: fc.option(asked, { freq: 30, nil: undefined }),
  module: fc.oneof(
    { weight: 20, arbitrary: fc.constant<`0x${string}`>(NO_MODULE) },
    { weight: 1, arbitrary: fc.constantFrom(...TARGETS) },
  ),
});

describe("explain: beside the model that the contract is compared with", () => {
  let modelOf: new (spec: SessionSpec) => Model;

  before(async () => {
    ({ SessionModel: modelOf } = (await import(MODEL.href)) as { SessionModel: typeof modelOf });
  });

  it("decides every transaction of every sequence alike, and leaves alike of every limit (property)", () => {
    const rules = new Set<string>();
    fc.assert(
      fc.property(
        sessions(START + DAY),
        fc.array(steps, { minLength: 3, maxLength: 10 }),
        (spec, sequence) => {
          const model = new modelOf(spec);
          let usage: SessionUsage = NO_USAGE;
          let status: SessionStatus = SessionStatus.Active;
          let now = START;
          for (const step of sequence) {
            now += step.idle;
            if (step.asked === undefined) {
              model.close();
              status = SessionStatus.Closed;
              continue;
            }
            const state = sessionStateOf(spec, usage, now, status);
            const snapshot = { ...state, timestamp: now, modules: [step.module] };
            const answer = explain(spec, snapshot, transactionOf(step.asked));
            const verdict = model.decide(step.asked, { account: ACCOUNT, modules: [step.module], now });
            expect(agreeing(answer.allowed ? "allowed" : answer.rule, verdict)).to.equal(verdict);
            if (answer.allowed) usage = addUsage(usage, answer.spendings, now);
            else expect(answer.message).to.match(/^[A-Z].*\.$|\)/);
            rules.add(verdict);
          }
          expect(remaining(sessionStateOf(spec, usage, now))).to.deep.equal(model.remaining(now));
        },
      ),
      { numRuns: tries(400) },
    );
    // Every rule there is in the model refused at least once.
    expect([...rules].sort()).to.include.members(ALL_RULES);
  });
});

/**
 * A module as a target is looked for after the policies, once for all calls, or before each: the transaction is
 * refused either way, and of several reasons either may be named.
 */
function agreeing(rule: string, verdict: string): string {
  const isRefused = rule !== "allowed" && verdict !== "allowed";
  return isRefused && (verdict === "TargetBanned" || rule === "TargetBanned") ? verdict : rule;
}

function remaining(state: ReturnType<typeof sessionStateOf>): ReturnType<Model["remaining"]> {
  const left = (list: readonly { remaining: bigint }[]) => list.map((each) => each.remaining);
  return {
    feesRemaining: state.feesRemaining,
    transferValue: left(state.transferValue),
    callValue: left(state.callValue),
    callParams: left(state.callParams),
  };
}

const ALL_RULES = [
  "allowed",
  "SessionNotActive",
  "EmptyBatch",
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
