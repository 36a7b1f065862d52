import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { COUNTS_FILE_VARIABLE, type TestCounts } from "./counts";

/** How long a process may take to end after its last test, in milliseconds, unless the option `endingMs` says. */
const ENDING_MS = 60_000;

/**
 * Mocha's spec reporter that also writes how many tests passed and failed, and ends a process that something left
 * open keeps alive after them. A failing hook counts as a failure. Mocha requires a reporter file to export the
 * class itself.
 */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { endingMs = ENDING_MS } = (options.reporterOptions ?? {}) as { endingMs?: number };
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const counts: TestCounts = { passed: this.stats.passes, failed: this.stats.failures };
      write(counts);
      setTimeout(() => endNow(counts), Number(endingMs)).unref();
    });
  }
}

function write(counts: TestCounts): void {
  const path = process.env[COUNTS_FILE_VARIABLE];
  if (path !== undefined) writeFileSync(path, JSON.stringify(counts));
}

/** Ends the process, as a failure: by the counts, since Mocha's exit code is that of the tests. */
function endNow({ passed, failed }: TestCounts): never {
  const open = process.getActiveResourcesInfo();
  console.error(`The tests have ended, but not their process, for what they left open: ${open.join(", ")}`);
  write({ passed, failed: failed + 1 });
  process.exit(1);
}

export = CountingReporter;
