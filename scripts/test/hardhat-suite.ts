import hre from "hardhat";
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import CountingReporter from "./counting-reporter";

/** `npx hardhat test` with a reporter that counts: the one thing of Hardhat's task that no argument can set. */
async function main(): Promise<void> {
  hre.config.mocha.reporter = CountingReporter;
  await hre.run(TASK_TEST);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
