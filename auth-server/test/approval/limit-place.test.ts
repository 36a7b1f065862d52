import { expect } from "chai";
import fc from "fast-check";
import { USE_COUNT_INDEX, type SessionSpec } from "@zksync-sso/sdk/session";
import { zeroHash } from "viem";
import { adjustedPaths } from "../../src/approval/adjusted-paths.ts";
import { countPlace, limitAt, lowerLimit, type LimitPlace } from "../../src/approval/limit-place.ts";
import type { AdjustableLimit, Permission } from "../../src/approval/permissions.ts";
import { callOf, lifetime, sessionOf, TARGET } from "../session.ts";

const amounts = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

const sessions = fc
  .record({
    fees: amounts,
    value: amounts,
    each: amounts,
    callValue: amounts,
    uses: amounts,
    expiresAt: amounts,
  })
  .map(({ fees, value, each, callValue, uses, expiresAt }) =>
    sessionOf({
      expiresAt,
      feeLimit: lifetime(fees),
      transferPolicies: [{ target: TARGET, maxValuePerUse: each, valueLimit: lifetime(value) }],
      callPolicies: [
        {
          ...callOf("0x12345678", [
            { index: USE_COUNT_INDEX, condition: 0, refValue: zeroHash, limit: lifetime(uses) },
          ]),
          maxValuePerUse: each,
          valueLimit: lifetime(callValue),
        },
      ],
    }),
  );

const PLACES: readonly LimitPlace[] = [
  { kind: "fees" },
  { kind: "transfer", policy: 0 },
  { kind: "value", policy: 0 },
  { kind: "constraint", policy: 0, constraint: 0 },
];
const places = fc.constantFrom(...PLACES);

/** Lists every number of a session that limits something. */
const bounds = ({ feeLimit, transferPolicies, callPolicies }: SessionSpec): bigint[] => [
  feeLimit.limit,
  ...transferPolicies.flatMap(({ maxValuePerUse, valueLimit }) => [maxValuePerUse, valueLimit.limit]),
  ...callPolicies.flatMap(({ maxValuePerUse, valueLimit, constraints }) => [
    maxValuePerUse,
    valueLimit.limit,
    ...constraints.map(({ limit }) => limit.limit),
  ]),
];

describe("Lowering a limit", () => {
  it("never raises anything, whatever is entered", () => {
    fc.assert(
      fc.property(sessions, places, amounts, (session, place, limit) => {
        const lowered = bounds(lowerLimit(session, place, limit));
        expect(bounds(session).every((bound, i) => (lowered[i] ?? 0n) <= bound)).to.equal(true);
      }),
    );
  });

  it("lowers the limit to what was entered, if that is lower", () => {
    fc.assert(
      fc.property(sessions, places, amounts, (session, place, limit) => {
        const before = limitAt(session, place).limit;
        const after = limitAt(lowerLimit(session, place, limit), place).limit;
        expect(after).to.equal(limit < before ? limit : before);
      }),
    );
  });

  it("leaves the limits of other places, signer and expiry as they were", () => {
    fc.assert(
      fc.property(sessions, places, amounts, (session, place, limit) => {
        const lowered = lowerLimit(session, place, limit);
        for (const other of PLACES)
          if (other !== place) expect(limitAt(lowered, other)).to.deep.equal(limitAt(session, other));
        expect(lowered.expiresAt).to.equal(session.expiresAt);
        expect(lowered.signer).to.equal(session.signer);
      }),
    );
  });

  it("finds where a policy counts its uses", () => {
    const counted = sessionOf({
      callPolicies: [
        callOf("0x12345678"),
        callOf("0x12345678", [
          { index: USE_COUNT_INDEX, condition: 0, refValue: zeroHash, limit: lifetime(5n) },
        ]),
      ],
    });
    expect(countPlace(counted, 0)).to.equal(undefined);
    expect(countPlace(counted, 1)).to.deep.equal({ kind: "constraint", policy: 1, constraint: 0 });
    expect(() => countPlace(counted, 2)).to.throw(RangeError);
  });
});

describe("The paths of lowered limits", () => {
  const lines = PLACES.map((place): Permission => {
    const limit: AdjustableLimit = { place, path: place.kind, label: "", unit: "", decimals: 0 };
    return { what: "", amount: "", details: [], limits: [limit] };
  });

  it("are exactly those whose limit is lower than the app asked for", () => {
    fc.assert(
      fc.property(sessions, places, amounts, (session, place, limit) => {
        const approved = lowerLimit(session, place, limit);
        const isLower = limit < limitAt(session, place).limit;
        expect(adjustedPaths(session, approved, lines)).to.deep.equal(isLower ? [place.kind] : []);
      }),
    );
  });

  it("include the expiry if it is earlier", () => {
    const session = sessionOf({
      transferPolicies: [{ target: TARGET, maxValuePerUse: 1n, valueLimit: lifetime(1n) }],
    });
    const shorter = { ...session, expiresAt: session.expiresAt - 1n };
    expect(adjustedPaths(session, shorter, lines.slice(0, 2))).to.deep.equal(["expiresAt"]);
    expect(adjustedPaths(session, session, lines.slice(0, 2))).to.deep.equal([]);
  });
});
