import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";
import { GOALS, overGoals } from "../../../scripts/gas/goals";
import { FLOWS, VALIDATION_FLOWS } from "../../../scripts/gas/report";
import { regressions, type GasSummary } from "../../../scripts/gas/summary";
import { readSnapshot } from "../../../scripts/gas/snapshot";

const ROOT = resolve(__dirname, "../../..");

describe("npm run gas", () => {
  const snapshot = readSnapshot() as GasSummary;

  it("measures what the snapshot says, and prints one JSON object", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "scripts/gas.ts", "--json"],
      { cwd: ROOT, encoding: "utf8" },
    );
    expect(status, stderr).to.equal(0);
    const summary = JSON.parse(stdout) as GasSummary;
    expect(Object.keys(summary)).to.deep.equal([
      ...FLOWS,
      "accountCodeBytes",
      "slotsWritten",
      "pubdata",
      "validationErgs",
    ]);
    expect(Object.keys(summary.slotsWritten)).to.deep.equal(FLOWS);
    expect(Object.keys(summary.pubdata)).to.deep.equal(FLOWS);
    expect(Object.keys(summary.validationErgs)).to.deep.equal(VALIDATION_FLOWS);
    for (const ergs of Object.values(summary.validationErgs)) expect(ergs).to.be.within(30_000, 300_000);
    expect(regressions(summary, snapshot)).to.deep.equal([]);
    expect(overGoals(summary)).to.deep.equal([]);
  });

  it("reports anything more than 1 % above the snapshot as a regression", () => {
    const by = (factor: number): GasSummary => ({
      ...snapshot,
      validateOwner: Math.floor(snapshot.validateOwner * factor),
    });
    expect(regressions(by(1.01), snapshot)).to.deep.equal([]);
    expect(regressions(by(0.5), snapshot)).to.deep.equal([]);
    expect(regressions(by(1.02), snapshot)).to.have.length(1);
  });

  it("reports what costs more than its goal, even if it did so before", () => {
    for (const name of [...FLOWS, "accountCodeBytes"] as const) {
      expect(overGoals({ ...snapshot, [name]: GOALS[name] })).to.deep.equal([]);
      expect(overGoals({ ...snapshot, [name]: GOALS[name] + 1 })).to.deep.equal([
        `${name}: ${GOALS[name] + 1}, may be ${GOALS[name]} at most`,
      ]);
    }
    const writing = { ...snapshot.slotsWritten, validateSessionCallNext: 3 };
    expect(overGoals({ ...snapshot, slotsWritten: writing })).to.have.length(1);
  });

  it("reports more than 1 % above the snapshot as a regression in bytes and in Era's prices, too", () => {
    const pubdata = { ...snapshot.pubdata, executeTransfer: snapshot.pubdata.executeTransfer + 1 };
    expect(regressions({ ...snapshot, pubdata }, snapshot)).to.have.length(1);
    const validationErgs = {
      ...snapshot.validationErgs,
      validateOwner: Math.floor(snapshot.validationErgs.validateOwner * 1.02),
    };
    expect(regressions({ ...snapshot, validationErgs }, snapshot)).to.have.length(1);
  });

  it("reports a slot more as a regression, but not a slot less", () => {
    const writing = (slots: number): GasSummary => ({
      ...snapshot,
      slotsWritten: { ...snapshot.slotsWritten, validateOwner: slots },
    });
    expect(regressions(writing(1), writing(0))).to.deep.equal(["validateOwner writes 1 slots instead of 0"]);
    expect(regressions(writing(0), writing(1))).to.deep.equal([]);
  });
});
