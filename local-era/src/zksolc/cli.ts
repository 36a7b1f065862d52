import { text } from "node:stream/consumers";
import { HELP_TEXT, parseCommand } from "./command.ts";
import { UsageError } from "../primitives/usage-error.ts";
import { configuredVersion, versionText } from "./zksolc-version.ts";

/** Names the process streams that a command uses. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * Runs the compiler with the given arguments and resolves to its exit code: 0 when output was written (as with zksolc,
 * Solidity errors are part of the output), 1 when there is none, with the reason on stderr.
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  try {
    await write(streams.stdout, await answer(args, streams.stdin));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await write(streams.stderr, `zksolc: ${error.message}\n`);
    return 1;
  }
}

/** Loads modules per mode: the compiler takes half a second to start, and `--version` does not need it. */
async function answer(args: readonly string[], stdin: NodeJS.ReadableStream): Promise<string> {
  const command = parseCommand(args);
  switch (command.kind) {
    case "help":
      return `${HELP_TEXT}\n`;
    case "version":
      return `${versionText(configuredVersion(process.env))}\n`;
    case "link": {
      const { linkFiles } = await import("./link.ts");
      return JSON.stringify(linkFiles(command.files, command.libraries));
    }
    case "standard-json": {
      const version = configuredVersion(process.env);
      const { compileStandardJson } = await import("./compile.ts");
      return JSON.stringify(
        await compileStandardJson(await text(stdin), { version, soljson: command.soljson }),
      );
    }
  }
}

function write(stream: NodeJS.WritableStream, content: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
