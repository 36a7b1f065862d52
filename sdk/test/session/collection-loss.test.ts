import { expect } from "chai";
import fc from "fast-check";
import { zeroHash, type Address, type Hex } from "viem";
import {
  addUsage,
  ConstraintCondition,
  explain,
  LimitUnlimited,
  LimitZero,
  NO_USAGE,
  sessionStateOf,
  USE_COUNT_INDEX,
  worstCase,
  type CallSpec,
  type CollectionLoss,
  type ConstraintSpec,
  type SessionSpec,
  type SessionUsage,
  type UsageLimit,
} from "../../src/session/index.js";
import { ACCOUNT, ALICE, BOB, SIGNER, TOKEN } from "../helpers/addresses.js";
import { word } from "../helpers/arbitraries.js";
import { assertOfKinds } from "../helpers/assert-of-kinds.js";
import { tries } from "../helpers/tries.js";

const START = 1_800_000_000n;
const MAX = 2n ** 256n - 1n;
const CONTRACTS = [{ address: TOKEN, standard: "ERC-721" as const }];

/** ERC-721's functions and the word with the token id, listed independently of the code. */
const FUNCTIONS = {
  approve: ["0x095ea7b3", 1],
  transferFrom: ["0x23b872dd", 2],
  safeTransferFrom: ["0x42842e0e", 2],
  safeTransferFromWithData: ["0xb88d4fde", 2],
} as const;
const SET_APPROVAL_FOR_ALL = "0xa22cb465";

function sessionOf(...callPolicies: CallSpec[]): SessionSpec {
  const expiresAt = START + 420n;
  return { signer: SIGNER, expiresAt, feeLimit: LimitZero, transferPolicies: [], callPolicies };
}

function policyOf(
  selector: Hex,
  constraints: Partial<ConstraintSpec>[] = [],
  target: Address = TOKEN,
): CallSpec {
  const free = { condition: 0 as const, index: 0n, refValue: zeroHash, limit: LimitUnlimited };
  const all = constraints.map((each) => ({ ...free, ...each }));
  return { target, selector, maxValuePerUse: 0n, valueLimit: LimitZero, constraints: all };
}

const lossesOf = (...policies: CallSpec[]) =>
  worstCase(sessionOf(...policies), START, { contracts: CONTRACTS }).collections;
const lossOf = (...policies: CallSpec[]) => lossesOf(...policies)[0] as CollectionLoss;
const count = (limit: bigint) => ({
  index: USE_COUNT_INDEX,
  limit: { limitType: 1 as const, limit, period: 0n },
});
const exactly = (index: bigint, value: bigint) => ({ index, condition: 1 as const, refValue: word(value) });

describe("worstCase of NFTs", () => {
  it("counts an NFT as one, whatever its number, and says which", () => {
    const seven = { collection: TOKEN, amount: 1n, isExact: true, ids: [{ from: 7n, to: 7n }] };
    for (const [selector, at] of Object.values(FUNCTIONS))
      expect(lossOf(policyOf(selector, [exactly(BigInt(at), 7n)]))).to.deep.equal(seven);
    const answer = worstCase(sessionOf(policyOf("0x095ea7b3", [exactly(1n, 7n)])), START, {
      contracts: CONTRACTS,
    });
    expect(answer.tokens).to.deep.equal([]);
    expect(answer.otherCalls).to.deep.equal([]);
  });

  it("reads the number as an amount if the contract is not known as a collection", () => {
    const session = sessionOf(policyOf("0x095ea7b3", [exactly(1n, 7n), count(2n)]));
    for (const contracts of [[], [{ address: TOKEN }], [{ address: TOKEN, standard: "ERC-20" as const }]]) {
      const { tokens, collections } = worstCase(session, START, { contracts });
      expect(tokens).to.deep.equal([{ token: TOKEN, amount: 14n, isExact: true }]);
      expect(collections).to.deep.equal([]);
    }
    expect(worstCase(session, START).tokens).to.have.length(1);
  });

  it("recognizes a function that only NFTs have, whatever the contract", () => {
    const { collections, otherCalls } = worstCase(
      sessionOf(policyOf("0x42842e0e", [count(2n)]), policyOf(SET_APPROVAL_FOR_ALL, [], ALICE)),
      START,
    );
    expect(collections[0]).to.deep.include({ collection: TOKEN, amount: 2n });
    expect(collections[1]).to.deep.include({ collection: ALICE, amount: undefined });
    expect(otherCalls).to.deep.equal([]);
  });

  it("adds an increased allowance to the other amounts of a token", () => {
    const session = sessionOf(
      ...["0x39509351", "0xd73dd623", "0x095ea7b3"].map((selector) =>
        policyOf(selector as Hex, [{ index: 1n, limit: { limitType: 1, limit: 5n, period: 0n } }], BOB),
      ),
    );
    const { tokens, otherCalls } = worstCase(session, START, { contracts: CONTRACTS });
    expect(tokens).to.deep.equal([{ token: BOB, amount: 15n, isExact: true }]);
    expect(otherCalls).to.deep.equal([]);
  });

  it("is everything if an operator may be appointed, and nothing if one can only be removed", () => {
    const operator = lossOf(policyOf(SET_APPROVAL_FOR_ALL, [count(1n)]));
    expect(operator).to.deep.include({ amount: undefined, ids: [{ from: 0n, to: MAX }] });
    const nothing = { collection: TOKEN, amount: 0n, isExact: true, ids: [] };
    expect(lossOf(policyOf(SET_APPROVAL_FOR_ALL, [exactly(1n, 0n)]))).to.deep.equal(nothing);
    expect(lossOf(policyOf(SET_APPROVAL_FOR_ALL, [count(0n)]))).to.deep.equal(nothing);
  });

  it("counts once an NFT that two policies can take, and tells collections apart", () => {
    const [approve, transfer] = [FUNCTIONS.approve, FUNCTIONS.transferFrom];
    const both = lossOf(policyOf(approve[0], [exactly(1n, 7n)]), policyOf(transfer[0], [exactly(2n, 7n)]));
    expect(both).to.deep.include({ amount: 1n, ids: [{ from: 7n, to: 7n }] });
    const apart = lossOf(policyOf(approve[0], [exactly(1n, 7n)]), policyOf(transfer[0], [exactly(2n, 9n)]));
    expect(apart).to.deep.include({ amount: 2n, isExact: true });
    expect(lossesOf(policyOf("0x42842e0e"), policyOf("0x42842e0e", [], ALICE))).to.have.length(2);
  });

  it("knows that no number exceeds a limit on their sum", () => {
    const limit: UsageLimit = { limitType: 1, limit: 5n, period: 0n };
    expect(lossOf(policyOf("0x095ea7b3", [{ index: 1n, limit }]))).to.deep.include({
      amount: 6n,
      isExact: false,
      ids: [{ from: 0n, to: 5n }],
    });
  });

  it("is never exceeded, and reached where it is exact (property)", () => {
    const kinds = { exact: 0, bounded: 0, unlimited: 0, several: 0 };
    assertOfKinds(
      kinds,
      { exact: 4, bounded: 4, unlimited: 4, several: 4 },
      fc.property(
        fc.uniqueArray(policies, { minLength: 1, maxLength: 2, selector: (p) => p.selector }),
        (list) => {
          const session = sessionOf(...list);
          const loss = lossOf(...list);
          const lost = takeAll(session);
          for (const id of lost)
            expect(loss.ids.some(({ from, to }) => from <= id && id <= to)).to.equal(true);
          if (list.length > 1) kinds.several++;
          if (loss.amount === undefined) {
            kinds.unlimited++;
            expect(lost.size).to.be.greaterThan(IDS.length / 2);
            return;
          }
          kinds[loss.isExact ? "exact" : "bounded"]++;
          expect(lost.size).to.be.at.most(Number(loss.amount));
          if (loss.isExact) expect(lost.size).to.equal(Number(loss.amount));
        },
      ),
      { numRuns: tries(100) },
    );
  });
});

/** The numbers tried: beyond all counts and conditions of the generated policies, except for no bound. */
const IDS = Array.from({ length: 24 }, (_, i) => BigInt(i));

/**
 * Takes as many NFTs as the session lets through: in each interval during which all periods stay the same,
 * each of those left, with the smallest other words the conditions allow.
 */
function takeAll(session: SessionSpec): Set<bigint> {
  let usage: SessionUsage = NO_USAGE;
  const lost = new Set<bigint>();
  for (const later of [0n, 100n, 200n, 300n, 400n]) {
    const timestamp = START + later;
    for (const id of IDS) {
      for (const { selector } of session.callPolicies) {
        for (const other of [0n, 1n, 2n, 3n, 4n, 5n]) {
          if (lost.has(id)) continue;
          const at = selector === "0x095ea7b3" ? 1 : 2;
          const words = [other, 0n, 0n];
          words[at] = id;
          const data: Hex = `${selector}${words.map((each) => word(each).slice(2)).join("")}`;
          const state = { ...sessionStateOf(session, usage, timestamp), timestamp };
          const answer = explain(session, state, { from: ACCOUNT, to: TOKEN, data });
          if (!answer.allowed) continue;
          usage = addUsage(usage, answer.spendings, timestamp);
          lost.add(id);
        }
      }
    }
  }
  return lost;
}

const limits: fc.Arbitrary<UsageLimit> = fc.oneof(
  fc.bigInt(0n, 6n).map((limit) => ({ limitType: 1 as const, limit, period: 0n })),
  fc.record({
    limitType: fc.constant(2 as const),
    limit: fc.bigInt(0n, 3n),
    period: fc.constantFrom(200n, 200n, 200n, 300n),
  }),
);

/** One policy for each function, with few numbers. */
const policies: fc.Arbitrary<CallSpec> = fc
  .constantFrom(...Object.values(FUNCTIONS))
  .chain(([selector, at]) =>
    fc
      .array(
        fc.oneof(
          { weight: 2, arbitrary: limits.map((limit) => ({ index: USE_COUNT_INDEX, limit })) },
          {
            weight: 4,
            arbitrary: fc.record({
              index: fc.constant(BigInt(at)),
              condition: fc.constantFrom(...Object.values(ConstraintCondition)),
              refValue: fc.bigInt(1n, 9n).map(word),
            }),
          },
          {
            weight: 1,
            arbitrary: fc.record({
              index: fc.constantFrom(0n, BigInt(at)),
              condition: fc.constantFrom(0 as const, 2 as const),
              refValue: fc.bigInt(1n, 3n).map(word),
              limit: limits,
            }),
          },
        ),
        { maxLength: 3 },
      )
      .map((constraints) => policyOf(selector, constraints)),
  );
