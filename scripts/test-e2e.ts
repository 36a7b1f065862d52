import { resolve } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { countsLine, countsObject } from "./test/counts";
import { runSuite, type SuiteResult } from "./test/run-suite";
import { E2E_SUITE, suites } from "./test/suites";

const USAGE = `npm run test:e2e -- [--json]

  Runs the tests in a browser, and ends with one line, "N passed, N failed".

  --json  end with {"passed": N, "failed": N} instead`;

/** `npm run test:e2e`: see USAGE. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  const { json } = parseCommandLine(argv, USAGE, { json: { type: "boolean", default: false } });
  const result = await run();
  if (result.problem !== undefined) console.error(result.problem);
  process.exitCode = result.failed === 0 ? 0 : 1;
  console.log(json ? countsObject(result) : countsLine(result));
}

async function run(): Promise<SuiteResult> {
  const suite = suites.find(({ name }) => name === E2E_SUITE);
  if (!suite) throw new Error(`no suite ${E2E_SUITE}`);
  return await runSuite(suite, resolve(__dirname, ".."));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  console.log(countsLine({ passed: 0, failed: 1 }));
});
