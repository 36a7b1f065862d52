import hre from "hardhat";
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import CountingReporter from "./counting-reporter";
import { dearTests, toolTests } from "./test-files";

/** The files of suites that have a name; the contracts' tests are what Hardhat runs without any. */
const FILES: Readonly<Record<string, (folder: string) => string[]>> = { tools: toolTests, dear: dearTests };

/**
 * `npx hardhat test` with a reporter that counts: the one thing of Hardhat's task that no argument can set. Runs the
 * contracts' tests, or those of the suite that is named.
 */
async function main([suite]: readonly string[]): Promise<void> {
  hre.config.mocha.reporter = CountingReporter;
  await hre.run(TASK_TEST, suite === undefined ? {} : { testFiles: FILES[suite]!(hre.config.paths.tests) });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
