import { expect } from "chai";
import type { Judged } from "../../../../scripts/mutation/campaign";
import type { Fate } from "../../../../scripts/mutation/messages";
import { globExpression } from "../../../../scripts/mutation/glob";
import { figuresOf, problemsOf, textReport } from "../../../../scripts/mutation/report";
import { parseReasons, reasonsIn } from "../../../../scripts/mutation/survivors";
import { mutantsIn } from "./parsed";

const KILLED: Fate = { outcome: "killed", file: "a.test.ts", test: "notices", problem: "" };
const SURVIVED: Fate = { outcome: "survived" };

describe("The report of mutation testing", () => {
  const [more, less, zero] = mutantsIn("contract C { uint256 n = 5; }");
  const judge = (...fates: Fate[]): Judged[] =>
    fates.map((fate, i) => ({ mutant: [more!, less!, zero!][i % 3]!, fate }));
  const reasons = (change: string, reason = "It is only a hint.") => ({
    "Small.sol": { "C.n": { [change]: reason } },
  });

  it("counts survivors with a reason as survivors, and code that is the same or none not at all", () => {
    const others: Fate[] = [{ outcome: "equivalent" }, { outcome: "invalid" }];
    expect(figuresOf(judge(KILLED, KILLED, SURVIVED, ...others))).to.deep.equal({
      killed: 2,
      survived: 1,
      score: 66.66,
    });
  });

  it("lists survivors with their reasons, and says where one is missing", () => {
    const report = textReport(judge(SURVIVED, SURVIVED), reasons("5 → 6"));
    expect(report).to.match(/Small\.sol:1 {2}C\.n: 5 → 6\n +It is only a hint\./);
    expect(report).to.match(/Small\.sol:1 {2}C\.n: 5 → 4\n +NO REASON/);
  });

  it("a score below the bar is a problem, of a sample as well", () => {
    const low = judge(...Array<Fate>(84).fill(KILLED), ...Array<Fate>(16).fill(SURVIVED));
    const high = judge(...Array<Fate>(85).fill(KILLED), ...Array<Fate>(15).fill(SURVIVED));
    expect(problemsOf(low, {}, false)).to.deep.equal(["The score is 84 %, below 85 %."]);
    expect(problemsOf(high, {}, false)).to.deep.equal([]);
  });

  it("of a complete run, a survivor without a reason is a problem, and a reason without a survivor", () => {
    const killed = Array<Fate>(9).fill(KILLED);
    const judged = [...judge(SURVIVED), ...judge(...killed)];
    expect(problemsOf(judged, reasons("5 → 6"), true)).to.deep.equal([]);
    const [unexplained, stale] = problemsOf(judged, reasons("5 → 7"), true);
    expect(unexplained).to.match(/^1 survivors have no reason/);
    expect(stale).to.match(/reason for no survivor: Small\.sol {2}C\.n: 5 → 7/);
  });

  it("a reason for a file that was not changed is none without a survivor", () => {
    const judged = judge(SURVIVED, ...Array<Fate>(9).fill(KILLED));
    const all = { ...reasons("5 → 6"), "other/File.sol": { "D.m": { "1 → 2": "Nobody could tell." } } };
    expect(problemsOf(judged, all, true)).to.have.lengthOf(1);
    expect(problemsOf(judged, reasonsIn(globExpression("Small.sol"), all), true)).to.deep.equal([]);
    expect(reasonsIn(globExpression("**"), all)).to.deep.equal(all);
  });

  it("a list of reasons that is none, or has an empty one, is refused", () => {
    for (const json of ["[]", '{"a.sol": "b"}', JSON.stringify(reasons("5 → 6", " "))])
      expect(() => parseReasons(json)).to.throw("Survivors are listed as");
  });
});
