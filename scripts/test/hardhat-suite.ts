import hre from "hardhat";
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import CountingReporter from "./counting-reporter";
import { dearTests, toolTests } from "./test-files";

/** The files of named suites; Hardhat runs the contracts' tests by default. */
const FILES: Readonly<Record<string, (folder: string) => string[]>> = {
  tools: toolTests,
  dear: dearTests,
};

/**
 * Runs `npx hardhat test` with a reporter that counts, which is the one thing of Hardhat's task that no
 * argument can set. Runs the contracts' tests, or those of the named suite.
 */
async function main([suite]: readonly string[]): Promise<void> {
  hre.config.mocha.reporter = CountingReporter;
  await hre.run(TASK_TEST, suite === undefined ? {} : { testFiles: FILES[suite]!(hre.config.paths.tests) });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
