import hre from "hardhat";
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import CountingReporter from "../test/counting-reporter";
import { contractTests } from "./contract-tests";

/** `npx hardhat test` with the tests of contracts, and a reporter that counts. */
async function main(): Promise<void> {
  hre.config.mocha.reporter = CountingReporter;
  await hre.run(TASK_TEST, { testFiles: contractTests(hre.config.paths.tests) });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
