import { expect } from "chai";
import fc from "fast-check";
import {
  addUsage,
  BARE_TRANSFER,
  explain,
  LimitUnlimited,
  NO_USAGE,
  sessionStateOf,
  type SessionSpec,
  type SessionUsage,
  type UsageLimit,
} from "../../src/session/index.js";
import { widerThan } from "../../src/session/wider-than.js";
import { ALICE, BOB, SIGNER, TOKEN } from "../helpers/addresses.js";
import { asked, idles, sessions, transactionOf, word, type Asked } from "../helpers/arbitraries.js";
import { assertOfKinds } from "../helpers/assert-of-kinds.js";
import { tries } from "../helpers/tries.js";

const START = 1_800_000_000n;

const lifetime = (limit: bigint): UsageLimit => ({ limitType: 1, limit, period: 0n });
const perHour = (limit: bigint): UsageLimit => ({ limitType: 2, limit, period: 3600n });

const SESSION: SessionSpec = {
  signer: SIGNER,
  expiresAt: START,
  feeLimit: perHour(10n),
  callPolicies: [
    {
      target: TOKEN,
      selector: "0xa9059cbb",
      maxValuePerUse: 5n,
      valueLimit: lifetime(5n),
      constraints: [{ index: 1n, condition: 5, refValue: word(9n), limit: perHour(9n) }],
    },
  ],
  transferPolicies: [{ target: ALICE, maxValuePerUse: 3n, valueLimit: LimitUnlimited }],
};
const [CALL] = SESSION.callPolicies as [SessionSpec["callPolicies"][number]];
const [TRANSFER] = SESSION.transferPolicies as [SessionSpec["transferPolicies"][number]];
const [CONSTRAINT] = CALL.constraints as [(typeof CALL.constraints)[number]];

describe("widerThan", () => {
  it("names what allows more", () => {
    const wider: [string, Partial<SessionSpec>][] = [
      ["expiresAt", { expiresAt: START + 1n }],
      ["feeLimit", { feeLimit: perHour(11n) }],
      ["feeLimit", { feeLimit: { limitType: 2, limit: 10n, period: 1800n } }],
      ["feeLimit", { feeLimit: LimitUnlimited }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, target: BOB }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, selector: "0x095ea7b3" }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, maxValuePerUse: 6n }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, valueLimit: perHour(5n) }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, constraints: [] }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, constraints: [{ ...CONSTRAINT, condition: 0 }] }] }],
      ["callPolicies[0]", { callPolicies: [{ ...CALL, constraints: [{ ...CONSTRAINT, index: 0n }] }] }],
      [
        "callPolicies[0]",
        { callPolicies: [{ ...CALL, constraints: [{ ...CONSTRAINT, refValue: word(8n) }] }] },
      ],
      [
        "callPolicies[0]",
        { callPolicies: [{ ...CALL, constraints: [{ ...CONSTRAINT, limit: LimitUnlimited }] }] },
      ],
      ["callPolicies[1]", { callPolicies: [CALL, { ...CALL, target: BOB }] }],
      ["transferPolicies[0]", { transferPolicies: [{ ...TRANSFER, target: BOB }] }],
      ["transferPolicies[0]", { transferPolicies: [{ ...TRANSFER, maxValuePerUse: 4n }] }],
    ];
    for (const [member, change] of wider)
      expect(widerThan({ ...SESSION, ...change }, SESSION)).to.equal(member);
  });

  it("finds nothing in the same session, or in a narrower one", () => {
    const narrower: Partial<SessionSpec>[] = [
      {},
      { expiresAt: 0n },
      { feeLimit: lifetime(10n) },
      { callPolicies: [] },
      { transferPolicies: [] },
      { callPolicies: [{ ...CALL, target: TOKEN.toUpperCase().replace("X", "x") as typeof TOKEN }] },
      { callPolicies: [{ ...CALL, constraints: [{ ...CONSTRAINT, limit: lifetime(9n) }] }] },
      {
        callPolicies: [
          {
            ...CALL,
            constraints: [{ ...CONSTRAINT, index: 0n, condition: 1, refValue: word(1n) }, CONSTRAINT],
          },
        ],
      },
      { transferPolicies: [{ ...TRANSFER, maxValuePerUse: 0n, valueLimit: lifetime(0n) }] },
    ];
    for (const change of narrower) expect(widerThan({ ...SESSION, ...change }, SESSION)).to.equal(undefined);
  });

  it("finds nothing only if the other session lets through whatever this one does (property)", () => {
    const found = { wider: 0, narrower: 0 };
    assertOfKinds(
      found,
      { wider: 51, narrower: 51 },
      fc.property(
        takenByChain.chain((other) => fc.tuple(fc.constant(other), changed(other))),
        fc.array(fc.tuple(idles, asked), { minLength: 5, maxLength: 25 }),
        ([other, session], sequence) => {
          const wider = widerThan(session, other);
          found[wider === undefined ? "narrower" : "wider"]++;
          if (wider === undefined) live(session, other, sequence);
        },
      ),
      { numRuns: tries(600) },
    );
  });
});

/** Sessions without two policies for transfers to one address, which the chain refuses. */
const takenByChain = sessions(START + 600n).filter(({ callPolicies, transferPolicies }) =>
  transferPolicies.every(
    ({ target }) =>
      !callPolicies.some((policy) => policy.target === target && policy.selector === BARE_TRANSFER),
  ),
);

/** A limit, or another one in its place. */
const otherLimit = (limit: UsageLimit): fc.Arbitrary<UsageLimit> =>
  fc.oneof<fc.MaybeWeightedArbitrary<UsageLimit>[]>(
    { weight: 8, arbitrary: fc.constant(limit) },
    { weight: 2, arbitrary: fc.bigInt(0n, limit.limit).map((less) => ({ ...limit, limit: less })) },
    { weight: 1, arbitrary: fc.bigInt(0n, 12n).map(lifetime) },
    {
      weight: 1,
      arbitrary: fc.bigInt(0n, 12n).map((each) => ({ limitType: 2 as const, limit: each, period: 200n })),
    },
  );

/** A session like another one, with a few things less or more. */
function changed(session: SessionSpec): fc.Arbitrary<SessionSpec> {
  const transfer = <policy extends SessionSpec["transferPolicies"][number]>(policy: policy) =>
    fc.record({
      maxValuePerUse: fc.oneof(
        { weight: 4, arbitrary: fc.constant(policy.maxValuePerUse) },
        { weight: 1, arbitrary: fc.bigInt(0n, 12n) },
      ),
      valueLimit: otherLimit(policy.valueLimit),
    });
  return fc
    .record({
      feeLimit: otherLimit(session.feeLimit),
      calls: fc.tuple(
        ...session.callPolicies.map((policy) =>
          fc.record({
            values: transfer(policy),
            limits: fc.tuple(...policy.constraints.map(({ limit }) => otherLimit(limit))),
            dropped: fc.integer({ min: 0, max: 12 }),
          }),
        ),
      ),
      transfers: fc.tuple(...session.transferPolicies.map(transfer)),
      dropped: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ feeLimit, calls, transfers, dropped }) => ({
      ...session,
      feeLimit,
      callPolicies: session.callPolicies
        .map((policy, i) => ({
          ...policy,
          ...calls[i]!.values,
          constraints: policy.constraints
            .map((constraint, j) => ({ ...constraint, limit: calls[i]!.limits[j]! }))
            .filter((_, j) => j !== calls[i]!.dropped),
        }))
        .filter((_, i) => i !== dropped),
      transferPolicies: session.transferPolicies.map((policy, i) => ({ ...policy, ...transfers[i]! })),
    }));
}

/** Runs a sequence with a session, and expects the other one to allow all that it allows. */
function live(session: SessionSpec, other: SessionSpec, sequence: readonly (readonly [bigint, Asked])[]) {
  let [usage, otherUsage]: SessionUsage[] = [NO_USAGE, NO_USAGE];
  let timestamp = START;
  for (const [idle, each] of sequence) {
    timestamp += idle;
    const at = (spec: SessionSpec, used: SessionUsage) =>
      explain(spec, { ...sessionStateOf(spec, used, timestamp), timestamp }, transactionOf(each));
    const answer = at(session, usage!);
    if (!answer.allowed) continue;
    const wide = at(other, otherUsage!);
    if (!wide.allowed) throw new Error(`The other session refuses it: ${wide.message}`);
    usage = addUsage(usage!, answer.spendings, timestamp);
    otherUsage = addUsage(otherUsage!, wide.spendings, timestamp);
  }
}
