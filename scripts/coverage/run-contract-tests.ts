import { join } from "node:path";
import { COUNTS_FILE_VARIABLE, readCounts } from "../test/counts";
import { judge } from "../test/run-suite";
import { projectPath } from "../toolchain/toolchain";
import { runNode, type Output } from "./run-node";

/**
 * Runs the tests of contracts; nodes leave in `folder` what they recorded, the compiler what it knows about the code.
 *
 * @throws Error if a test fails, or none runs: figures of a suite that is broken mean nothing.
 */
export async function runContractTests(folder: string, output: Output): Promise<void> {
  const countsFile = join(folder, "counts.json");
  const exit = await runNode(["--import", "tsx", projectPath("scripts/test/hardhat-suite.ts")], output, {
    LOCAL_ERA_COVERAGE: folder,
    HARDHAT_CONFIG: projectPath("scripts/coverage/hardhat.config.ts"),
    [COUNTS_FILE_VARIABLE]: countsFile,
  });
  const { failed, problem } = judge("the suite", exit, await readCounts(countsFile));
  if (failed > 0) throw new Error(`Coverage is not reported: ${problem ?? `${failed} of its tests failed`}.`);
}
