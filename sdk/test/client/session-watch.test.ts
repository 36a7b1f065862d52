import { mock } from "node:test";
import { expect } from "chai";
import { watchSession } from "../../src/client/session/session-watch.js";
import { SessionStatus, type SessionSnapshot, type SessionSpec } from "../../src/session/index.js";
import { SIGNER } from "../helpers/addresses.js";

const DAY = 86_400;

const session: SessionSpec = {
  signer: SIGNER,
  expiresAt: 1_000_000n + BigInt(60 * DAY),
  feeLimit: { limitType: 1, limit: 1n, period: 0n },
  callPolicies: [],
  transferPolicies: [],
};
const snapshot = (fields: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  status: SessionStatus.Active,
  feesRemaining: 0n,
  transferValue: [],
  callValue: [],
  callParams: [],
  timestamp: 1_000_000n,
  ...fields,
});

describe("A session watch", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  const watching = () => {
    const events: string[] = [];
    return { events, ...watchSession(session, ({ type }) => events.push(type)) };
  };

  it("waits longer than a timer's maximum for the end, which it reports once", () => {
    const { events, see } = watching();
    see(snapshot());
    // 2^31 ms are less than 25 days.
    mock.timers.tick(25 * DAY * 1000);
    mock.timers.tick(25 * DAY * 1000);
    mock.timers.tick(9 * DAY * 1000);
    expect(events).to.deep.equal([]);
    mock.timers.tick(2 * DAY * 1000);
    expect(events).to.deep.equal(["session_expired"]);
    see(snapshot({ timestamp: session.expiresAt + 1n }));
    expect(events).to.deep.equal(["session_expired"]);
  });

  it("reports the chain's status: revoked, never opened, or expired by the chain's clock", () => {
    for (const [said, event] of [
      [{ status: SessionStatus.Closed }, "session_revoked"],
      [{ status: SessionStatus.NotInitialized }, "session_inactive"],
      [{ timestamp: session.expiresAt + 1n }, "session_expired"],
    ] as const) {
      const { events, see } = watching();
      see(snapshot(said));
      see(snapshot(said));
      expect(events).to.deep.equal([event]);
    }
  });

  it("reports nothing more once it is stopped or the session is revoked", () => {
    const stopped = watching();
    stopped.see(snapshot());
    stopped.stop();
    const readTooLate = watching();
    readTooLate.stop();
    for (const said of [{}, { status: SessionStatus.Closed }]) readTooLate.see(snapshot(said));
    const revoked = watching();
    revoked.see(snapshot());
    revoked.see(snapshot({ status: SessionStatus.Closed }));
    for (let day = 0; day < 80; day += 20) mock.timers.tick(20 * DAY * 1000);
    expect(stopped.events).to.deep.equal([]);
    expect(readTooLate.events).to.deep.equal([]);
    expect(revoked.events).to.deep.equal(["session_revoked"]);
  });
});
