import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { report } from "./coverage/report";
import { runContractTests } from "./coverage/run-contract-tests";
import { selectToolchain } from "./toolchain/toolchain";

const USAGE = `npm run coverage -- [--json]

  Runs the tests of the contracts on code that can be measured, and reports which lines and branches ran.

  --json  print one JSON object instead of the table`;

/** `npm run coverage`: see USAGE. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  const values = parseCommandLine(argv, USAGE, { json: { type: "boolean", default: false } });
  if (selectToolchain(process.env.ERA_TOOLCHAIN) !== "embedded") {
    throw new Error("Only the embedded node records what contracts execute: unset ERA_TOOLCHAIN.");
  }
  const folder = await mkdtemp(join(tmpdir(), "coverage-"));
  try {
    await runContractTests(folder, values.json ? "stderr" : "stdout");
    await report(folder, values.json);
  } finally {
    await rm(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
