import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWhole } from "../run-whole";
import { COUNTS_FILE_VARIABLE, readCounts, type TestCounts } from "./counts";
import type { TestSuite } from "./suites";

/** By how much suites step back from those that have priority. */
const NICENESS = 10;

/** For how long a suite may print nothing, in milliseconds: its longest test takes a tenth of that on an idle machine. */
const SILENCE_MS = 20 * 60_000;

/** How a suite ended, with what was wrong beyond failing tests. */
export interface SuiteResult extends TestCounts {
  readonly problem?: string;
}

/**
 * Runs a suite with its output on ours, as it comes or all at once when it has ended. A suite that crashes or
 * has no tests counts as one failure.
 */
export async function runSuite(
  suite: TestSuite,
  root: string,
  output: "live" | "whole" = "live",
): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), "test-counts-"));
  try {
    const countsFile = join(folder, "counts.json");
    const exit = await runNode(suite, root, { countsFile, output });
    return judge(suite.name, exit, await readCounts(countsFile));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Interprets the exit code (or signal) and the counts together. */
export function judge(name: string, exit: number | string, counts: TestCounts | undefined): SuiteResult {
  if (counts === undefined)
    return { passed: 0, failed: 1, problem: `${name} ended (${exit}) without a result` };
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, problem: `${name} ran no test` };
  if (exit !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, problem: `${name} ended (${exit}) although every test passed` };
  }
  return counts;
}

function runNode(
  suite: TestSuite,
  root: string,
  { countsFile, output }: { countsFile: string; output: "live" | "whole" },
): Promise<number | string> {
  const options = {
    cwd: join(root, suite.folder),
    env: { ...suite.variables, ...process.env, [COUNTS_FILE_VARIABLE]: countsFile },
  };
  if (output === "whole") {
    const niceness = suite.hasPriority === true ? 0 : NICENESS;
    return runWhole(process.execPath, suite.arguments, { ...options, niceness, silenceMs: SILENCE_MS });
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, suite.arguments, { ...options, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? signal ?? "unknown");
    });
  });
}
