import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runQueue } from "../run-queue";
import { countsLine } from "./counts";
import { runSuite, type SuiteResult } from "./run-suite";
import type { TestSuite } from "./suites";

/** What suites run on; this machine, if not given. */
interface SuitesOptions {
  readonly prepare?: (root: string) => Promise<void>;
  readonly cores?: number;
}

/** Suites for two cores: the two in a browser wait for half of their time, and leave their cores to two others. */
const MOST_AT_ONCE = 4;

/**
 * Runs suites: one after the other or, if there are two cores, four at once. Then each suite's output is shown
 * when it ends, and the contracts are compiled before the first that needs them starts.
 *
 * @returns how they ended, in order.
 * @throws Error if the contracts do not compile, once the suites that need none have ended
 */
export async function runSuites(
  suites: readonly TestSuite[],
  root: string,
  { prepare = compile, cores = availableParallelism() }: SuitesOptions = {},
): Promise<SuiteResult[]> {
  const atOnce = cores < 2 ? 1 : Math.min(suites.length, MOST_AT_ONCE);
  const prepared = atOnce > 1 ? prepare(root) : Promise.resolve();
  if (atOnce > 1) {
    console.log(`Running ${suites.map(({ name }) => name).join(", ")}; each is shown when it has ended.`);
  }
  const results = new Map<TestSuite, SuiteResult>();
  await runQueue(suites, atOnce, async (suite) => {
    if (!suite.needsNoContracts) await prepared;
    const started = performance.now();
    const result = await runSuite(suite, root, atOnce > 1 ? "whole" : "live");
    results.set(suite, result);
    console.log(`${suite.name}: ${countsLine(result)}, ${duration(performance.now() - started)}`);
  });
  await prepared;
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
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
