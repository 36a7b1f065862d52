import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { report } from "./coverage/report";
import { runContractTests } from "./coverage/run-contract-tests";
import { selectToolchain } from "./toolchain/toolchain";

/** `npm run coverage`: runs the tests of contracts on code that can be measured, and reports what of it ran. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
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
