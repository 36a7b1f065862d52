import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { countsLine, countsObject, totalOf } from "./test/counts";
import { FIGURES_FILE_VARIABLE, figuresInWords, overTheBar, readFigures, type Figures } from "./test/figures";
import { runSuite, type SuiteResult } from "./test/run-suite";
import { E2E_SUITES } from "./test/suites";

const USAGE = `npm run test:e2e -- [--json] [--bars]

  Runs the tests in a browser, reports what they measured, and ends with one line, "N passed, N failed".

  --json  end with one object instead: passed, failed, and what was measured (promptsSignUp, promptsReturn,
          promptsNewDevice, gzipKb, interactiveMs, signUpMs; without what no test measured)
  --bars  fail if something is over its bar or was not measured. Times depend on the load of the machine:
          without this, they are only printed. Prompts and weight fail a test in any case.`;

/** `npm run test:e2e`: see USAGE. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  const { json, bars } = parseCommandLine(argv, USAGE, {
    json: { type: "boolean", default: false },
    bars: { type: "boolean", default: false },
  });
  const { results, figures } = await run();
  for (const { problem } of results) if (problem !== undefined) console.error(problem);
  const result = totalOf(results);
  console.log(figuresInWords(figures));
  process.exitCode = result.failed > 0 || (bars && overTheBar(figures).length > 0) ? 1 : 0;
  console.log(json ? countsObject(result, figures) : countsLine(result));
}

/** Runs one suite after the other: side by side, each would slow what the other measures. */
async function run(): Promise<{ results: readonly SuiteResult[]; figures: Figures }> {
  const folder = await mkdtemp(join(tmpdir(), "test-figures-"));
  try {
    const path = join(folder, "figures");
    const results: SuiteResult[] = [];
    for (const suite of E2E_SUITES) {
      const variables = { ...suite.variables, [FIGURES_FILE_VARIABLE]: path };
      results.push(await runSuite({ ...suite, variables }, resolve(__dirname, "..")));
    }
    return { results, figures: await readFigures(path) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  console.log(countsLine({ passed: 0, failed: 1 }));
});
