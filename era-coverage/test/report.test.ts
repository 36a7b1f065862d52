import { expect } from "chai";
import { toLcov } from "../src/lcov.ts";
import type { FileCoverage } from "../src/measure.ts";
import { parseReasons, staleReasons, uncoveredLines } from "../src/reasons.ts";
import { percentage, summarize } from "../src/summary.ts";
import { textReport } from "../src/text-report.ts";

const FILE = "contracts/Sample.sol";
const sample: FileCoverage = {
  file: FILE,
  content:
    "contract Sample {\n  function f() {\n    if (a) b();\n    c();\n  }\n  function f(uint256) {\n    d();\n  }\n}",
  lines: new Map([
    [3, 2],
    [4, 0],
    [7, 0],
  ]),
  functions: [
    { name: "Sample.f", line: 2, times: 2 },
    { name: "Sample.f", line: 6, times: 0 },
  ],
  branches: [
    {
      line: 3,
      outcomes: [
        { name: "true", times: 2 },
        { name: "false", times: 0 },
      ],
    },
    {
      line: 7,
      outcomes: [
        { name: "true", times: 0 },
        { name: "false", times: 0 },
      ],
    },
  ],
};
const reasons = { [FILE]: { "Sample.f: c();": "Nothing can reach it." } };

describe("coverage report", () => {
  it("counts lines, outcomes of branches and functions", () => {
    expect(summarize([sample, sample])).to.deep.equal({
      lines: { covered: 2, total: 6 },
      branches: { covered: 2, total: 8 },
      functions: { covered: 2, total: 4 },
    });
  });

  it("rounds down, so that only everything is 100 per cent", () => {
    expect(percentage({ covered: 99_999, total: 100_000 })).to.equal(99.99);
    expect(percentage({ covered: 7, total: 7 })).to.equal(100);
    expect(percentage({ covered: 0, total: 0 })).to.equal(100);
  });

  it("is an LCOV tracefile, with names for overloads", () => {
    expect(toLcov([sample]).split("\n")).to.deep.equal([
      "TN:",
      `SF:${FILE}`,
      "FN:2,Sample.f:2",
      "FN:6,Sample.f:6",
      "FNDA:2,Sample.f:2",
      "FNDA:0,Sample.f:6",
      "FNF:2",
      "FNH:1",
      "BRDA:3,0,0,2",
      "BRDA:3,0,1,0",
      "BRDA:7,1,0,-",
      "BRDA:7,1,1,-",
      "BRF:4",
      "BRH:1",
      "DA:3,2",
      "DA:4,0",
      "DA:7,0",
      "LF:3",
      "LH:1",
      "end_of_record",
      "",
    ]);
  });

  it("is a table, and lists what is not covered with the reasons", () => {
    const text = textReport([sample], uncoveredLines([sample], reasons));
    expect(text).to.contain("33.33 % (1/3)  25.00 % (1/4)  50.00 % (1/2)");
    expect(text).to.contain(`${FILE}:4  Sample.f: c();\n    Nothing can reach it.`);
    expect(text).to.contain(`${FILE}:7  Sample.f: d();\n    no reason given`);
    expect(text).to.contain(`${FILE}:3  never "false"  if (a) b();`);
    expect(text).to.contain(`${FILE}:6  Sample.f`);
  });

  it("knows reasons for lines that are covered or gone", () => {
    const stale = { ...reasons, "contracts/Gone.sol": { "Gone.g: g();": "It was here." } };
    const more = { ...stale, [FILE]: { ...reasons[FILE], "Sample.f: if (a) b();": "It is hard to reach." } };
    expect(staleReasons(uncoveredLines([sample], more), more)).to.deep.equal([
      `${FILE}: Sample.f: if (a) b();`,
      "contracts/Gone.sol: Gone.g: g();",
    ]);
    expect(staleReasons(uncoveredLines([sample], reasons), reasons)).to.deep.equal([]);
  });

  it("refuses reasons of another form, and empty ones", () => {
    for (const json of ["[]", '{"a": "b"}', '{"a": {"b": 1}}', '{"a": {"b": " "}}']) {
      expect(() => parseReasons(json)).to.throw("Reasons must be of the form");
    }
  });
});
