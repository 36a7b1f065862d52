import { asksForHelp, parseCommandLine } from "./command-line";
import { allGenerated } from "./generated/all-generated";
import { refresh } from "./generated/generated";
import { runWhole } from "./run-whole";
import { endOnSignals } from "./start/signals";
import { projectPath } from "./toolchain/toolchain";

const USAGE = `npm run generate -- [--help]

  Writes everything in the repository that is generated from something else in it.`;

/** `npm run generate`: writes everything in the repository that is generated from something else in it. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  parseCommandLine(argv, USAGE, {});
  endOnSignals();
  for (const generated of allGenerated) await refresh(generated, projectPath(""));
  // A separate program of the SDK, as its modules cannot be loaded here. Its suite reports when they are
  // stale.
  const vectors = ["run", "-w", "sdk", "vectors"];
  if ((await runWhole("npm", vectors, { cwd: projectPath("") })) !== 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
