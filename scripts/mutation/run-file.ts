import Mocha from "mocha";
import { resolve } from "node:path";
import { projectPath } from "../toolchain/toolchain";

/** How the tests of a file ended; the title of the first that failed, if one did. */
export interface FileResult {
  readonly failed?: string;
  readonly problem?: string;
}

/** What is told as the tests of a file run. */
export type Observe = (runner: Mocha.Runner) => void;

const TESTS = projectPath("test/");

/** Returns a test's or a suite's name within its file. */
export function titleOf(runnable: Pick<Mocha.Test | Mocha.Suite, "titlePath">): string {
  return runnable.titlePath().join(" › ");
}

/**
 * Runs tests of a file up to the first that fails, in this process, which has loaded everything but the tests
 * themselves. Those and their helpers are loaded anew, since they keep what they have set up.
 *
 * @param titles the tests to run; all unless given
 * @throws Error if there is no such test: it could not fail
 */
export async function runFile(
  file: string,
  options: Mocha.MochaOptions,
  titles?: ReadonlySet<string>,
  observe?: Observe,
): Promise<FileResult> {
  forget(file);
  const mocha = new FileMocha({ ...options, reporter: Silent, bail: true });
  mocha.load(file);
  if (titles !== undefined) keepOnly(mocha.suite, titles);
  let result: FileResult = {};
  let ended = 0;
  await new Promise<void>((done) => {
    const runner = mocha.run(() => done());
    runner.on("test end", () => ended++);
    runner.once("fail", (test, error) => {
      result = {
        failed: test.titlePath().join(" › "),
        problem: String(error.message).slice(0, PROBLEM_LENGTH),
      };
    });
    observe?.(runner);
  });
  mocha.dispose();
  if (ended === 0 && result.failed === undefined) throw new Error(`None of the tests to run is in ${file}.`);
  return result;
}

const PROBLEM_LENGTH = 300;

/** Prints nothing. */
class Silent extends Mocha.reporters.Base {}

/** Mocha, which can be told to load a file before it runs. */
class FileMocha extends Mocha {
  load(file: string): void {
    this.addFile(file);
    this.loadFiles();
    // Or else they would be loaded again.
    this.files = [];
  }
}

function forget(file: string): void {
  for (const path of Object.keys(require.cache)) {
    if (path === resolve(file) || path.startsWith(TESTS)) Reflect.deleteProperty(require.cache, path);
  }
}

function keepOnly(suite: Mocha.Suite, titles: ReadonlySet<string>): void {
  suite.tests = suite.tests.filter((test) => titles.has(titleOf(test)));
  for (const below of suite.suites) keepOnly(below, titles);
}
