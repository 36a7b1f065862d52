import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { COUNTS_FILE_VARIABLE, type TestCounts } from "./counts";

/**
 * Mocha's spec reporter that also writes how many tests passed and failed. A failing hook counts as a
 * failure. Mocha requires a reporter file to export the class itself.
 */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const counts: TestCounts = { passed: this.stats.passes, failed: this.stats.failures };
      const path = process.env[COUNTS_FILE_VARIABLE];
      if (path !== undefined) writeFileSync(path, JSON.stringify(counts));
    });
  }
}

export = CountingReporter;
