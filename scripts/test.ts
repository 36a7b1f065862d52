import { resolve } from "node:path";
import { asksForHelp } from "./command-line";
import { endOnSignals } from "./start/signals";
import { countsLine, totalOf } from "./test/counts";
import { runSuites } from "./test/run-suites";
import type { SuiteResult } from "./test/run-suite";
import { suites } from "./test/suites";

const USAGE = `npm test -- [SUITE ...]

  Runs every suite, or the named ones, and ends with one line, "N passed, N failed".

  ${suites.map(({ name }) => name).join(", ")}`;

/** `npm test`: see USAGE. */
async function main(names: readonly string[]): Promise<void> {
  if (asksForHelp(names)) return console.log(USAGE);
  endOnSignals();
  const chosen = suites.filter((suite) => names.length === 0 || names.includes(suite.name));
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `Unknown suite: ${unknown.join(", ")}. Suites: ${suites.map((suite) => suite.name).join(", ")}`,
    );
  }
  report(await runSuites(chosen, resolve(__dirname, "..")));
}

function report(results: readonly SuiteResult[]): void {
  for (const { problem } of results) if (problem) console.error(problem);
  const total = totalOf(results);
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(countsLine(total));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  console.log(countsLine({ passed: 0, failed: 1 }));
});
