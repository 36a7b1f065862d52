import { parseArguments } from "./arguments.ts";
import { helpText } from "./help-text.ts";
import { configure } from "./configuration.ts";
import type { Configuration } from "./configuration.ts";
import { UsageError } from "../primitives/usage-error.ts";
import { npmShell } from "./npm-shell.ts";
import { readVersion } from "./node-version.ts";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

/** Starts a node, and resolves once it listens. */
export type StartNode = (config: Configuration) => Promise<void>;

/**
 * Runs `anvil-zksync` with the given arguments and those of `LOCAL_ERA_FLAGS`. Resolves once the node listens (it then lives until a signal ends
 * the process) or the command is done; what goes wrong is printed and becomes the exit code.
 *
 * @param startNode is for programs whose node is told more than the command line says.
 */
export async function main(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  startNode: StartNode = startPlainNode,
): Promise<void> {
  try {
    const flags = flagsOf(environment);
    // Parsed alone first, so that a flag without its value does not consume the first argument.
    parseArguments(flags);
    const args = parseArguments([...flags, ...argv]);
    if (args.has("help")) process.stdout.write(helpText());
    else if (args.has("version")) process.stdout.write(`anvil-zksync ${readVersion()} (local-era)\n`);
    else {
      const config = configure(args);
      await startNode({ ...config, endsWith: config.endsWith ?? npmShell(environment, process.ppid) });
    }
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILURE;
  }
}

/** Flags for nodes that a program starts with arguments of its own: with spaces between them, or as a JSON array. */
function flagsOf({ LOCAL_ERA_FLAGS = "" }: NodeJS.ProcessEnv): string[] {
  const text = LOCAL_ERA_FLAGS.trim();
  if (!text.startsWith("[")) return text.split(/\s+/).filter((flag) => flag !== "");
  try {
    const flags: unknown = JSON.parse(text);
    if (Array.isArray(flags) && flags.every((flag) => typeof flag === "string")) return flags;
  } catch {
    // It is told below what it should be.
  }
  throw new UsageError(`LOCAL_ERA_FLAGS begins with [ and is no JSON array of texts: ${text}`);
}

/** Loads the node, which takes most of the start-up time, once it is clear that it will run. */
async function startPlainNode(config: Configuration): Promise<void> {
  const { start } = await import("./start.ts");
  await start(config);
}
