import { existsSync, readFileSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { globExpression } from "../../../scripts/mutation/glob";
import { countsLine, countsObject } from "../../../scripts/test/counts";
import { runSuites } from "../../../scripts/test/run-suites";
import { judge, runSuite } from "../../../scripts/test/run-suite";
import { E2E_SUITES, suites, type TestSuite } from "../../../scripts/test/suites";
import { allTests, contractTests, toolTests } from "../../../scripts/test/test-files";
import { projectPath } from "../../../scripts/toolchain/toolchain";

describe("The test runner", () => {
  it("uses a suite's own counts", () => {
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
      const suite = { folder: "." } as const;
      const crashed = await runSuite({ ...suite, name: "crash", arguments: ["crash.cjs"] }, folder);
      const passed = await runSuite({ ...suite, name: "pass", arguments: ["pass.cjs"] }, folder);
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

  it("ends a suite that its tests keep alive, and counts that as a failure", async () => {
    const folder = await mkdtemp(join(tmpdir(), "runner-"));
    try {
      await writeFile(
        join(folder, "open.cjs"),
        `it("listens for ever", (done) => { require("net").createServer().listen(0, done); });`,
      );
      const mocha = projectPath("node_modules/mocha/bin/mocha.js");
      const reporter = projectPath("scripts/test/counting-reporter.ts");
      const reporting = ["--reporter", reporter, "--reporter-option", "endingMs=100"];
      const program = ["--import", require.resolve("tsx"), mocha, ...reporting, "open.cjs"];
      expect(await runSuite({ name: "open", folder: ".", arguments: program }, folder)).to.deep.equal({
        passed: 1,
        failed: 1,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("runs two suites side by side, and reports their results in order", async () => {
    const folder = await mkdtemp(join(tmpdir(), "suites-"));
    const suiteOf = (name: string, passed: number): TestSuite => ({
      name,
      folder: ".",
      arguments: ["meet.cjs", name, String(passed)],
    });
    try {
      // Each waits for the other: one after the other, they would never end.
      await writeFile(
        join(folder, "meet.cjs"),
        `const { existsSync, writeFileSync } = require("fs");
        const [name, passed] = process.argv.slice(2);
        writeFileSync(name, "");
        const meet = setInterval(() => {
          if (!existsSync("one") || !existsSync("other")) return;
          clearInterval(meet);
          writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ passed: Number(passed), failed: 0 }));
        }, 10);`,
      );
      const prepare = async () => undefined;
      const both = [suiteOf("one", 1), suiteOf("other", 2)];
      const results = await runSuites(both, folder, { prepare, cores: 2 });
      expect(results.map(({ passed }) => passed)).to.deep.equal([1, 2]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("begins a suite that needs no contracts while they are compiled, and others afterwards", async () => {
    const folder = await mkdtemp(join(tmpdir(), "suites-"));
    const suite = (name: string) => ({ name, folder: ".", arguments: ["note.cjs", name] });
    try {
      await writeFile(
        join(folder, "note.cjs"),
        `const { appendFileSync, writeFileSync } = require("fs");
        appendFileSync("order", process.argv[2] + " ");
        writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ passed: 1, failed: 0 }));`,
      );
      // Compiling ends only once the first suite has run.
      const prepare = async () => {
        // The file is there before what is written to it.
        const order = join(folder, "order");
        await until(() => existsSync(order) && readFileSync(order, "utf8") !== "");
        await appendFile(order, "compiled ");
      };
      await runSuites([suite("needs"), { ...suite("needs-none"), needsNoContracts: true }], folder, {
        prepare,
        cores: 2,
      });
      expect(await readFile(join(folder, "order"), "utf8")).to.equal("needs-none compiled needs ");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("separates the tests of contracts from those of the project's tools", async () => {
    const folder = await mkdtemp(join(tmpdir(), "test-files-"));
    const below = (...files: string[]) => files.map((file) => join(folder, file));
    try {
      const files = below(
        "contracts/A.test.ts",
        "contracts/account/B.test.ts",
        "project/C.test.ts",
        "project/docs/D.test.ts",
        "project/docs/e.ts",
        "project/scripts/F.test.ts",
        "project/scripts/era-lint.test.ts",
        "project/scripts/mutation/watchdog.test.ts",
      );
      for (const file of files) {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, "");
      }
      expect(contractTests(folder)).to.deep.equal(
        below("contracts/A.test.ts", "contracts/account/B.test.ts", "project/C.test.ts"),
      );
      expect(toolTests(folder)).to.deep.equal(below("project/docs/D.test.ts", "project/scripts/F.test.ts"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("ends with one line", () => {
    expect(countsLine({ passed: 12, failed: 1 })).to.equal("12 passed, 1 failed");
  });

  it("ends with one JSON object of the counts alone if asked for JSON", () => {
    const result = { passed: 12, failed: 1, problem: "it ended (1)" };
    expect(countsObject(result)).to.equal('{"passed":12,"failed":1}');
    expect(countsObject(result, { gzipKb: 150 })).to.equal('{"passed":12,"failed":1,"gzipKb":150}');
  });

  it("runs each test in a browser in one of two suites, which npm run test:e2e runs alone", () => {
    expect(suites).to.include.members(E2E_SUITES);
    const folder = projectPath("e2e");
    const patterns = E2E_SUITES.map((suite) => globExpression(suite.arguments.at(-1)!));
    for (const path of allTests(folder)) {
      const file = relative(folder, path);
      expect(
        patterns.filter((pattern) => pattern.test(file)),
        file,
      ).to.have.length(1);
    }
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
