import { readFileSync } from "node:fs";

const SETTINGS = new URL("../../../scripts/toolchain/toolchain.ts", import.meta.url);

/** Reads from the project's toolchain for how many runs its contracts are optimized. */
export const PROJECT_RUNS = readRuns(readFileSync(SETTINGS, "utf8"));

function readRuns(text: string): number {
  const [, runs] = /optimizer: \{ enabled: true, runs: ([0-9_]+) \}/.exec(text) ?? [];
  if (runs === undefined) throw new Error(`${SETTINGS.pathname} does not say how many runs to optimize for`);
  return Number(runs.replaceAll("_", ""));
}
