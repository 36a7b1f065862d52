import { parseArgs, type ParseArgsConfig } from "node:util";

/** Returns whether a command is asked for its usage. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes("--help") || argv.includes("-h");
}

/** Reads a command's options. Throws an Error that says what is wrong, with the command's usage. */
export function parseCommandLine<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  usage: string,
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [problem] = (error instanceof Error ? error.message : String(error)).split(/(?<=')\. /);
    throw new Error(`${problem}. Usage:\n\n${usage}`);
  }
}
