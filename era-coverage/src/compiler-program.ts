import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { UsageError } from "../../local-era/src/primitives/usage-error.ts";
import { run } from "../../local-era/src/zksolc/cli.ts";
import { parseCommand } from "../../local-era/src/zksolc/command.ts";
import type { Streams } from "../../local-era/src/zksolc/cli.ts";
import { BUILD_FILE, coverageFolder } from "./folder.ts";

/** Does what {@link run} does, with code that can be measured; what is known about it goes to the coverage folder. */
export async function runCompiler(args: readonly string[], streams: Streams): Promise<number> {
  if (!args.includes("--standard-json")) return run(args, streams);
  try {
    const command = parseCommand(args);
    if (command.kind !== "standard-json") return await run(args, streams);
    const folder = coverageFolder(process.env);
    streams.stdout.write(await compileInto(folder, await text(streams.stdin), command.soljson));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`zksolc-coverage: ${error.message}\n`);
    return 1;
  }
}

async function compileInto(folder: string, json: string, soljson?: string): Promise<string> {
  // It loads the compiler, which takes a second.
  const { compileForCoverage } = await import("./compile-for-coverage.ts");
  const { output, build } = await compileForCoverage(json, { soljson });
  if (build !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, BUILD_FILE), JSON.stringify(build));
  }
  return JSON.stringify(output);
}
