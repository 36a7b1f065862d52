import { readFile } from "node:fs/promises";

/** Environment variable that names the file a suite's reporter writes its counts to. */
export const COUNTS_FILE_VARIABLE = "TEST_COUNTS_FILE";

/** How a suite ended. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** The counts a suite left behind, undefined when it ended before it could. */
export async function readCounts(path: string): Promise<TestCounts | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as TestCounts);
}

/** The line everything that runs tests ends with. */
export function countsLine({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}

/** What a command that was asked for JSON ends with: one object, with what was measured besides. */
export function countsObject({ passed, failed }: TestCounts, measured: object = {}): string {
  return JSON.stringify({ passed, failed, ...measured });
}
