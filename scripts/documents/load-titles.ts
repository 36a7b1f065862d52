import { relative } from "node:path";
import hre from "hardhat";
import Mocha from "mocha";
import { allTests } from "../test/test-files";
import type { TitledTest } from "./titled-test";

/** Prints the tests of `test/` as JSON: loads their files and runs none of them. `readTitles` runs this. */
function main(): void {
  const { root, tests } = hre.config.paths;
  process.stdout.write(JSON.stringify(testsIn(new Loader(hre.config.mocha).load(allTests(tests)), root)));
}

/** Mocha up to where the tests are known and none has run. */
class Loader extends Mocha {
  load(files: readonly string[]): Mocha.Suite {
    for (const file of files) this.addFile(file);
    this.loadFiles();
    return this.suite;
  }
}

function testsIn(suite: Mocha.Suite, root: string): TitledTest[] {
  return [
    ...suite.tests.map((test) => ({ file: relative(root, test.file ?? ""), titles: test.titlePath() })),
    ...suite.suites.flatMap((each) => testsIn(each, root)),
  ];
}

main();
