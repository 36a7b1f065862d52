import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { solidity } from "../../local-era/test/zksolc/helpers/compiler.ts";
import { BUILD_FILE, RECORDING_SUFFIX } from "../src/folder.ts";
import { FIXTURE, MeasuredChain } from "./measured-chain.ts";

const EXECUTABLE = fileURLToPath(new URL("../bin/coverage-report", import.meta.url));
const SOURCE = solidity(`contract Fixture {
  function f(uint256 a) external pure returns (uint256) {
    if (a > 1) return 2;
    return 3;
  }
}`);
const UNCOVERED = "Fixture.f: if (a > 1) return 2;";
const COVERED = "Fixture.f: return 3;";

describe("coverage-report", function () {
  this.timeout(60_000);
  let folder: string;
  let reasonsFile: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "report-"));
    reasonsFile = join(folder, "reasons.json");
    const chain = await MeasuredChain.with(SOURCE);
    await chain.call(await chain.deploy("Fixture"), "f", 1);
    writeFileSync(join(folder, BUILD_FILE), JSON.stringify(chain.build));
    writeFileSync(join(folder, `1${RECORDING_SUFFIX}`), JSON.stringify(chain.recording()));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("fails for a line that is neither covered nor explained, and reports all the same", () => {
    const { status, stdout, stderr } = report({});
    expect(status).to.equal(1);
    expect(stderr).to.contain(`or say why neither is possible in ${reasonsFile}:`);
    expect(stderr).to.contain(UNCOVERED).and.not.to.contain(COVERED);
    expect(JSON.parse(stdout)).to.deep.equal({ lines: 50, branches: 50, functions: 100 });
    expect(readFileSync(join(folder, "lcov.info"), "utf8")).to.contain("LH:1");
  });

  it("fails for a reason that explains a line which is covered", () => {
    const { status, stderr } = report({ [UNCOVERED]: "Nobody calls it.", [COVERED]: "Nobody calls it." });
    expect(status).to.equal(1);
    expect(stderr).to.contain("Remove the reasons for lines that are covered or gone");
    expect(stderr).to.contain(COVERED).and.not.to.contain(UNCOVERED);
  });

  it("is content with a reason for each line that is not covered, and only for those", () => {
    const { status, stderr } = report({ [UNCOVERED]: "Nobody calls it." });
    expect([status, stderr]).to.deep.equal([0, ""]);
  });

  function report(reasons: Record<string, string>) {
    writeFileSync(reasonsFile, JSON.stringify({ [FIXTURE]: reasons }));
    const files = ["--lcov", join(folder, "lcov.info"), "--reasons", reasonsFile];
    const args = [EXECUTABLE, folder, "--include", FIXTURE, "--json", ...files];
    return spawnSync(process.execPath, args, { encoding: "utf8" });
  }
});
