import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { countsLine } from "../../scripts/test/counts";
import { judge, runSuite } from "../../scripts/test/run-suite";

describe("Test runner", () => {
  it("takes a suite's own counts", () => {
    expect(judge("suite", 0, { passed: 3, failed: 0 })).to.deep.equal({ passed: 3, failed: 0 });
    expect(judge("suite", 2, { passed: 3, failed: 2 })).to.deep.equal({ passed: 3, failed: 2 });
  });

  it("counts a suite that ran no test as a failure", () => {
    expect(judge("suite", 0, { passed: 0, failed: 0 })).to.include({ passed: 0, failed: 1 });
  });

  it("counts an exit code that the tests do not explain as a failure", () => {
    expect(judge("suite", 1, { passed: 3, failed: 0 })).to.include({ passed: 3, failed: 1 });
  });

  it("counts a suite that crashes as a failure, and keeps what another one wrote", async () => {
    const folder = await mkdtemp(join(tmpdir(), "runner-"));
    try {
      await writeFile(join(folder, "crash.cjs"), "process.kill(process.pid, 'SIGKILL');");
      await writeFile(
        join(folder, "pass.cjs"),
        `require("fs").writeFileSync(process.env.TEST_COUNTS_FILE, '{"passed":2,"failed":0}');`,
      );
      const crashed = await runSuite({ name: "crash", folder: ".", arguments: ["crash.cjs"] }, folder);
      const passed = await runSuite({ name: "pass", folder: ".", arguments: ["pass.cjs"] }, folder);
      expect(crashed).to.deep.equal({
        passed: 0,
        failed: 1,
        problem: "crash ended (SIGKILL) without a result",
      });
      expect(passed).to.deep.equal({ passed: 2, failed: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("ends with one line", () => {
    expect(countsLine({ passed: 12, failed: 1 })).to.equal("12 passed, 1 failed");
  });
});
