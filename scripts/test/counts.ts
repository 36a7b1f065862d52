import { readFile } from "node:fs/promises";

/** Environment variable that names the file to which a suite's reporter writes its counts. */
export const COUNTS_FILE_VARIABLE = "TEST_COUNTS_FILE";

/** How a suite ended. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Returns the counts a suite left behind; undefined if it ended before writing them. */
export async function readCounts(path: string): Promise<TestCounts | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as TestCounts);
}

/** Adds up how suites ended. */
export function totalOf(results: readonly TestCounts[]): TestCounts {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Returns the line with which everything that runs tests ends. */
export function countsLine({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

/** Returns what a command with --json ends with: one object, including other measurements. */
export function countsObject({ passed, failed }: TestCounts, measured: object = {}): string {
  return JSON.stringify({ passed, failed, ...measured });
}
