import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { runQueue } from "./run-queue";
import { runWhole } from "./run-whole";
import { endOnSignals } from "./start/signals";

/** Scripts of package.json, the longest first. */
const CHECKS = [
  "check:types",
  "check:generated",
  "docs:build",
  "check:lint",
  "check:format",
  "check:docs",
  "check:circles",
  "check:unused",
  "check:licences",
] as const;

const USAGE = `npm run check -- [--help]

  Checks types, lint, formatting, docs, licences, dependencies and whether what is generated is fresh.`;

/** `npm run check`: runs the checks, as many at once as there are cores, and fails if one of them does. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  parseCommandLine(argv, USAGE, {});
  endOnSignals();
  const cwd = resolve(__dirname, "..");
  const failed: string[] = [];
  const tasks = CHECKS.map((check) => ({ check }));
  await runQueue(tasks, availableParallelism(), async ({ check }) => {
    if ((await runWhole("npm", ["run", check], { cwd })) !== 0) failed.push(check);
  });
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
