import { expect } from "chai";
import fc from "fast-check";
import {
  encodeSessionBatch,
  getPeriodIds,
  getValidUntil,
  type SessionSpec,
  type SessionTransaction,
} from "../../src/session/index.js";
import { NoPolicyError } from "../../src/errors/index.js";
import { ACCOUNT, ALICE, BOB, SIGNER } from "../helpers/addresses.js";
import { asked, sessions, transactionOf } from "../helpers/arbitraries.js";
import { assertOfKinds } from "../helpers/assert-of-kinds.js";
import { tries } from "../helpers/tries.js";

const hourly = { limitType: 2, limit: 5n, period: 3600n } as const;
const daily = { limitType: 2, limit: 5n, period: 86_400n } as const;
const session: SessionSpec = {
  signer: SIGNER,
  expiresAt: 200_000n,
  feeLimit: hourly,
  callPolicies: [],
  transferPolicies: [
    { target: ALICE, maxValuePerUse: 5n, valueLimit: daily },
    { target: BOB, maxValuePerUse: 5n, valueLimit: { limitType: 0, limit: 0n, period: 0n } },
  ],
};

/** The ids that the chain compares with its clock: the fee limit's only if the account pays. */
function comparedIds(spec: SessionSpec, transaction: SessionTransaction, timestamp: bigint): bigint[] {
  const ids = getPeriodIds(spec, transaction, timestamp);
  return transaction.paymaster === undefined ? ids : ids.slice(1);
}

describe("A session transaction is valid", () => {
  it("until the first of its periods ends, or the session expires", () => {
    const alice = { from: ACCOUNT, to: ALICE } as const;
    expect(getValidUntil(session, alice, 3600n)).to.deep.equal({
      until: 7199n,
      path: "feeLimit",
      limit: hourly,
    });
    expect(getValidUntil(session, { ...alice, paymaster: BOB }, 3600n)).to.deep.equal({
      until: 86_399n,
      path: "transferPolicies[0].valueLimit",
      limit: daily,
    });
    expect(getValidUntil(session, { from: ACCOUNT, to: BOB, paymaster: ALICE }, 3600n)).to.deep.equal({
      until: 200_000n,
      path: "expiresAt",
    });
    const data = encodeSessionBatch([{ to: BOB }, { to: ALICE }]);
    const batch = { from: ACCOUNT, to: ACCOUNT, data, paymaster: SIGNER } as const;
    expect(getValidUntil(session, batch, 3600n).path).to.equal("transferPolicies[0].valueLimit");
  });

  it("as long as its period ids are those of the clock, and no longer (property)", () => {
    const kinds = { compared: 0 };
    assertOfKinds(
      kinds,
      { compared: 31 },
      fc.property(
        sessions(20_000n),
        asked,
        fc.bigInt(0n, 20_000n),
        fc.boolean(),
        (spec, ask, timestamp, isPaidFor) => {
          const transaction = { ...transactionOf(ask), ...(isPaidFor && { paymaster: SIGNER }) };
          let ids: bigint[];
          try {
            ids = comparedIds(spec, transaction, timestamp);
          } catch {
            expect(() => getValidUntil(spec, transaction, timestamp)).to.throw();
            return;
          }
          const { until } = getValidUntil(spec, transaction, timestamp);
          expect(until >= timestamp && until <= spec.expiresAt).to.equal(true);
          expect(comparedIds(spec, transaction, until)).to.deep.equal(ids);
          if (until < spec.expiresAt)
            expect(comparedIds(spec, transaction, until + 1n)).not.to.deep.equal(ids);
          kinds.compared++;
        },
      ),
      { numRuns: tries(300) },
    );
  });

  it("never, if no policy covers it", () => {
    expect(() => getValidUntil(session, { from: ACCOUNT, to: SIGNER }, 0n)).to.throw(NoPolicyError);
  });
});
