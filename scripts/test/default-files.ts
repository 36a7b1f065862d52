import { TASK_TEST_GET_TEST_FILES } from "hardhat/builtin-tasks/task-names";
import { subtask } from "hardhat/config";
import { contractTests } from "./test-files";

/** Makes `npx hardhat test` run the tests of contracts if no file is named. */
export function registerDefaultFiles(): void {
  subtask(TASK_TEST_GET_TEST_FILES, async (args: { testFiles: string[] }, { config }, runSuper) =>
    args.testFiles.length === 0 ? contractTests(config.paths.tests) : await runSuper(args),
  );
}
