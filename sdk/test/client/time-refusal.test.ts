import { expect } from "chai";
import fc from "fast-check";
import { encodeErrorResult, parseAbi, RpcRequestError } from "viem";
import { endsSoon, sessionTimeError } from "../../src/client/session/time-refusal.js";
import { PeriodEndsSoonError, SessionEndsSoonError, SessionRefusedError } from "../../src/errors/index.js";
import { explain, NO_USAGE, sessionStateOf, type SessionSpec } from "../../src/session/index.js";
import { outOfTime } from "../../src/transaction/out-of-time.js";
import { ACCOUNT, ALICE, SIGNER } from "../helpers/addresses.js";
import { tries } from "../helpers/tries.js";

const transfer = { from: ACCOUNT, to: ALICE } as const;
const allowance = (period: bigint) => ({ limitType: 2, limit: 5n, period }) as const;
const sessionOf = (expiresAt: bigint, fee = 3600n, value = 3600n): SessionSpec => ({
  signer: SIGNER,
  expiresAt,
  feeLimit: allowance(fee),
  callPolicies: [],
  transferPolicies: [{ target: ALICE, maxValuePerUse: 5n, valueLimit: allowance(value) }],
});

describe("The last minute", () => {
  it("of a period is refused with the limit that ends and the time to send again, while the contract would allow it", () => {
    const session = sessionOf(100_000n, 86_400n);
    expect(endsSoon(session, transfer, 7139n)).to.equal(undefined);
    const error = endsSoon(session, transfer, 7140n) as PeriodEndsSoonError;
    expect(error).to.be.instanceOf(PeriodEndsSoonError).and.include({ retryAt: 7200n, code: -32003 });
    expect(error.refusal).to.deep.equal({
      rule: "PeriodEndsSoon",
      path: "transferPolicies[0].valueLimit",
      limit: allowance(3600n),
      asked: 7140n,
      left: 7199n,
      retryAt: 7200n,
    });
    expect(error.message).to.include("transferPolicies[0].valueLimit").and.to.include("1970-01-01T01:59:59Z");
    expect(error.metaMessages.join()).to.include("Send it from 7200");
    const snapshot = { ...sessionStateOf(session, NO_USAGE, 7140n), timestamp: 7140n };
    expect(explain(session, snapshot, transfer).allowed).to.equal(true);
  });

  it("of a session is refused as such, even if a period ends earlier and nothing can be sent afterwards", () => {
    expect(endsSoon(sessionOf(7190n), transfer, 7130n)).to.equal(undefined);
    const last = endsSoon(sessionOf(7190n), transfer, 7131n) as SessionEndsSoonError;
    expect(last).to.be.instanceOf(SessionEndsSoonError).and.include({ code: 4100 });
    expect(last.refusal).to.deep.equal({
      rule: "SessionEndsSoon",
      path: "expiresAt",
      asked: 7131n,
      left: 7190n,
    });
    expect(last.metaMessages.join()).to.include("new session");
    expect(endsSoon(sessionOf(7259n), transfer, 7140n)).to.be.instanceOf(SessionEndsSoonError);
    expect(endsSoon(sessionOf(7260n), transfer, 7140n)).to.be.instanceOf(PeriodEndsSoonError);
  });

  it("ends at the first second that leaves a minute of every period (property)", () => {
    const periods = fc.bigInt(120n, 500n);
    fc.assert(
      fc.property(periods, periods, fc.bigInt(0n, 5000n), (fee, value, timestamp) => {
        const session = sessionOf(1_000_000n, fee, value);
        const error = endsSoon(session, transfer, timestamp);
        if (!error) return;
        const { retryAt } = error as PeriodEndsSoonError;
        for (let time = timestamp; time < retryAt; time++)
          expect(endsSoon(session, transfer, time), `${time}`).not.to.equal(undefined);
        expect(endsSoon(session, transfer, retryAt)).to.equal(undefined);
      }),
      { numRuns: tries(200) },
    );
  });

  it("has a time to try again even if periods hardly ever leave a minute together", () => {
    const error = endsSoon(sessionOf(10n ** 9n, 64n, 63n), transfer, 129n);
    expect(error).to.be.instanceOf(PeriodEndsSoonError);
    expect((error as PeriodEndsSoonError).retryAt > 129n).to.equal(true);
  });
});

describe("The chain's refusal of a transaction's time", () => {
  const said = (message: string, data?: string) =>
    new RpcRequestError({ body: {}, error: { code: 3, message, data }, url: "http://node" });
  const words = (...values: bigint[]) => values.map((each) => each.toString(16).padStart(64, "0")).join("");

  it("is recognized with the chain's time, or without it if a node omits it", () => {
    const data = `0x3d5740d9${words(7200n, 3600n, 7199n)}`;
    const local = said("Validation revert: Transaction failed `block.timestamp` assertion", data);
    expect(outOfTime(local)).to.deep.equal({ isOutside: true, now: 7200n, cause: local });
    const bare = said("Transaction failed block.timestamp assertion");
    expect(outOfTime(bare)).to.deep.equal({ isOutside: true, now: undefined, cause: bare });
    const close = said("Violated validation rules: block.timestamp is too close to the range end", "0x");
    expect(outOfTime(close)).to.deep.equal({ isOutside: false, now: undefined, cause: close });
  });

  it("is not recognized in a called contract's error, nor in a lost answer", () => {
    expect(outOfTime(said("execution reverted", `0x3d5740d9${words(5n, 1n, 2n)}`))).to.equal(undefined);
    expect(outOfTime(new Error("block.timestamp is too close to the range end"))).to.equal(undefined);
    expect(outOfTime(undefined)).to.equal(undefined);
    const reason = "Transaction failed block.timestamp assertion";
    const plain = encodeErrorResult({ abi: parseAbi(["error Error(string reason)"]), args: [reason] });
    expect(outOfTime(said(`execution reverted: ${reason}`, plain))).to.equal(undefined);
    const bare = said(reason, plain);
    expect(outOfTime(bare)).to.deep.equal({ isOutside: true, now: undefined, cause: bare });
  });

  it("becomes the error that the client throws beforehand, or that of an expired session", () => {
    const session = sessionOf(7300n);
    const errorOf = (found: { isOutside: boolean; now: bigint | undefined }, timestamp: bigint) =>
      sessionTimeError(session, transfer, { timestamp }, { ...found, cause: new Error("said") });
    const close = errorOf({ isOutside: false, now: undefined }, 7139n) as PeriodEndsSoonError;
    expect(close).to.be.instanceOf(PeriodEndsSoonError).and.include({ retryAt: 7200n, details: "said" });
    expect(errorOf({ isOutside: true, now: 7200n }, 7139n)).to.include({ retryAt: 7200n });
    expect(errorOf({ isOutside: true, now: undefined }, 7250n)).to.be.instanceOf(SessionEndsSoonError);
    const expired = errorOf({ isOutside: true, now: 7301n }, 7139n) as SessionRefusedError;
    expect(expired).to.be.instanceOf(SessionRefusedError).and.include({ details: "said" });
    expect(expired.refusal).to.deep.equal({ rule: "Expired", path: "expiresAt", asked: 7301n, left: 7300n });
    expect(errorOf({ isOutside: true, now: undefined }, 7301n)).to.be.instanceOf(SessionRefusedError);
  });
});
