import { FLAGS, UNSUPPORTED_FLAGS, VERBOSITY } from "./flags.ts";
import type { Flag, FlagName } from "./flags.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Flags as given; a flag without a value is "true". */
export type Arguments = ReadonlyMap<FlagName, string>;

const UNSUPPORTED_COMMANDS = ["fork", "replay_tx"];
const SEE_HELP = "see --help";

/** Reads `[--flag[=value] | --flag value | run]…`. Throws {@link UsageError}. */
export function parseArguments(argv: readonly string[]): Arguments {
  const result = new Map<FlagName, string>();
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === "run") continue;
    const { flag, inline } = readVerbosity(argument) ?? readFlag(argument);
    if (result.has(flag.name)) throw new UsageError(`--${flag.name} is given twice`);
    result.set(flag.name, readValue(flag, inline, rest));
  }
  return result;
}

/** `-vv`: the letters are the value. */
function readVerbosity(argument: string): { flag: KnownFlag; inline: string } | undefined {
  const letters = VERBOSITY.exec(argument)?.[1];
  const flag = FLAGS.find(({ value }) => value === "counted");
  return letters === undefined || flag === undefined ? undefined : { flag, inline: letters };
}

type KnownFlag = Flag & { readonly name: FlagName };

function readFlag(argument: string): { flag: KnownFlag; inline: string | undefined } {
  if (UNSUPPORTED_COMMANDS.includes(argument)) {
    throw new UsageError(`${argument}: command not supported by local-era (${SEE_HELP})`);
  }
  const [, dashes, name, inline] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  const flags: readonly KnownFlag[] = FLAGS;
  const flag = flags
    .filter(({ value }) => value !== "counted")
    .find((f) => (dashes === "--" ? f.name === name : dashes === "-" && f.short === name));
  if (flag !== undefined) return { flag, inline };
  if (dashes === "--" && UNSUPPORTED_FLAGS.has(name!)) throw flagNotSupported(`--${name}`);
  throw new UsageError(`unknown argument ${argument} (${SEE_HELP})`);
}

function readValue(flag: KnownFlag, inline: string | undefined, rest: string[]): string {
  if (flag.value === "none" && inline !== undefined) {
    throw new UsageError(`--${flag.name} takes no value, got ${JSON.stringify(inline)}`);
  }
  if (flag.value === "required") {
    const value = inline ?? rest.shift();
    if (value === undefined) throw new UsageError(`--${flag.name} needs a value (${SEE_HELP})`);
    return value;
  }
  if (flag.value === "counted") return inline ?? "";
  if (inline === undefined) return "true";
  if (inline === "true" || inline === "false") return inline;
  throw new UsageError(`--${flag.name} is true or false, got ${JSON.stringify(inline)}`);
}

function flagNotSupported(flag: string): UsageError {
  return new UsageError(`${flag}: flag not supported by local-era (${SEE_HELP})`);
}
