import hre from "hardhat";
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import CountingReporter from "./counting-reporter";
import { toolTests } from "./test-files";

/**
 * `npx hardhat test` with a reporter that counts: the one thing of Hardhat's task that no argument can set. Runs the
 * contracts' tests, with `tools` as argument the project's own.
 */
async function main([suite]: readonly string[]): Promise<void> {
  hre.config.mocha.reporter = CountingReporter;
  await hre.run(TASK_TEST, suite === "tools" ? { testFiles: toolTests(hre.config.paths.tests) } : {});
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
