import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runQueue } from "../run-queue";
import { runSuite, type SuiteResult } from "./run-suite";
import type { TestSuite } from "./suites";

/** What suites run on; this machine, if not given. */
interface SuitesOptions {
  readonly prepare?: (root: string) => Promise<void>;
  readonly cores?: number;
}

/** More at once would share the two cores that the longest suites need. */
const MOST_AT_ONCE = 2;

/**
 * Runs suites: one after the other or, if there are two cores, two at once. Then each suite's output is shown
 * when it ends, and the contracts are compiled before the first starts.
 *
 * @returns how they ended, in order.
 */
export async function runSuites(
  suites: readonly TestSuite[],
  root: string,
  { prepare = compile, cores = availableParallelism() }: SuitesOptions = {},
): Promise<SuiteResult[]> {
  const atOnce = Math.min(cores, suites.length, MOST_AT_ONCE);
  if (atOnce > 1) {
    await prepare(root);
    console.log(`Running ${suites.map(({ name }) => name).join(", ")}; each is shown when it has ended.`);
  }
  const results = new Map<TestSuite, SuiteResult>();
  await runQueue(suites, atOnce, async (suite) => {
    results.set(suite, await runSuite(suite, root, atOnce > 1 ? "whole" : "live"));
  });
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

/** Compiles first, as two suites that both find the contracts uncompiled would write the same files. */
function compile(root: string): Promise<void> {
  const hardhat = join(root, "node_modules/hardhat/internal/cli/bootstrap.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [hardhat, "compile"], { cwd: root, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error("the contracts do not compile"));
    });
  });
}
