import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runSuite, type SuiteResult } from "./run-suite";
import type { TestSuite } from "./suites";

/** What lanes run on; this machine, if not given. */
interface LanesOptions {
  readonly prepare?: (root: string) => Promise<void>;
  readonly cores?: number;
}

/**
 * Runs suites: one after the other, or, where there are two cores, those of the two lanes side by side. Then each suite's
 * output comes as a whole when it ends, and the contracts are compiled before either lane begins.
 *
 * @returns how they ended, in their order.
 */
export async function runLanes(
  suites: readonly TestSuite[],
  root: string,
  { prepare = compile, cores = availableParallelism() }: LanesOptions = {},
): Promise<SuiteResult[]> {
  const lanes = [...new Set(suites.map(({ lane }) => lane))];
  if (lanes.length === 1 || cores === 1) return runInTurn(suites, root, "live");
  await prepare(root);
  console.log(`Running ${suites.map(({ name }) => name).join(", ")}; each is shown when it has ended.`);
  const results = new Map<TestSuite, SuiteResult>();
  await Promise.all(
    lanes.map(async (lane) => {
      const ofLane = suites.filter((suite) => suite.lane === lane);
      const ended = await runInTurn(ofLane, root, "whole");
      for (const [i, suite] of ofLane.entries()) results.set(suite, ended[i]);
    }),
  );
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

async function runInTurn(
  suites: readonly TestSuite[],
  root: string,
  output: "live" | "whole",
): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const suite of suites) results.push(await runSuite(suite, root, output));
  return results;
}

/** Two suites that both find the contracts uncompiled would write the same files. */
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
