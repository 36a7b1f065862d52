import { FLAGS, UNSUPPORTED_FLAGS, VERBOSITY } from "./flags.ts";
import type { Flag, FlagName } from "./flags.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Flags as given: "true" where there is no value, commas between the values of a list, a number where it is counted. */
export type Arguments = ReadonlyMap<FlagName, string>;

const UNSUPPORTED_COMMANDS = ["fork", "replay_tx"];
const SEE_HELP = "see --help";
/** `-vvvvv`. */
const MOST_COUNTED = 5;

/** Reads `[--flag[=value] | --flag value | run]…`. Throws {@link UsageError}. */
export function parseArguments(argv: readonly string[]): Arguments {
  const result = new Map<FlagName, string>();
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === "run") continue;
    const { flag, inline } = readVerbosity(argument) ?? readFlag(argument);
    const value = readValue(flag, inline, rest);
    const earlier = result.get(flag.name);
    result.set(flag.name, earlier === undefined ? value : together(flag, earlier, value));
  }
  return result;
}

/** The value of a flag that is given once more. */
function together(flag: Flag, earlier: string, value: string): string {
  if (flag.isList === true) return `${earlier},${value}`;
  if (flag.value === "counted") return requireCount(flag, Number(earlier) + Number(value));
  throw new UsageError(`--${flag.name} is given twice`);
}

/** `-vv`: as many letters as are given. */
function readVerbosity(argument: string): { flag: KnownFlag; inline: string } | undefined {
  const letters = VERBOSITY.exec(argument)?.[1];
  const flag = FLAGS.find(({ value }) => value === "counted");
  return letters === undefined || flag === undefined ? undefined : { flag, inline: String(letters.length) };
}

type KnownFlag = Flag & { readonly name: FlagName };

function readFlag(argument: string): { flag: KnownFlag; inline: string | undefined } {
  if (UNSUPPORTED_COMMANDS.includes(argument)) {
    throw new UsageError(`${argument}: command not supported by local-era (${SEE_HELP})`);
  }
  const [, dashes, name, inline] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  const flags: readonly KnownFlag[] = FLAGS;
  const flag = flags.find((f) =>
    dashes === "--" ? [f.name, ...(f.aliases ?? [])].includes(name!) : dashes === "-" && f.short === name,
  );
  if (flag?.value === "counted" && inline !== undefined) throw takesNoValue(flag, inline);
  if (flag !== undefined) return { flag, inline };
  if (dashes === "--" && UNSUPPORTED_FLAGS.has(name!)) throw flagNotSupported(`--${name}`);
  throw new UsageError(`unknown argument ${argument} (${SEE_HELP})`);
}

function readValue(flag: KnownFlag, inline: string | undefined, rest: string[]): string {
  if (flag.value === "none" && inline !== undefined) throw takesNoValue(flag, inline);
  if (flag.value === "required") {
    const value = inline ?? rest.shift();
    if (value === undefined) throw new UsageError(`--${flag.name} needs a value (${SEE_HELP})`);
    return value;
  }
  if (flag.value === "counted") return requireCount(flag, Number(inline ?? 1));
  if (flag.value === "none") return "true";
  const choices = flag.choices ?? ["true", "false"];
  if (inline === undefined && isCommandOrFlag(rest[0])) return "true";
  const value = inline ?? rest.shift()!;
  if (choices.includes(value)) return value;
  throw new UsageError(`--${flag.name} is ${listed(choices)}, got ${JSON.stringify(value)}`);
}

/** Whether an argument stands by itself: anything else is meant as the value of the flag before it. */
function isCommandOrFlag(argument = "run"): boolean {
  return argument.startsWith("-") || argument === "run" || UNSUPPORTED_COMMANDS.includes(argument);
}

function requireCount(flag: Flag, count: number): string {
  if (count <= MOST_COUNTED) return String(count);
  throw new UsageError(`--${flag.name} is given more than ${MOST_COUNTED} times`);
}

function takesNoValue(flag: Flag, value: string): UsageError {
  return new UsageError(`--${flag.name} takes no value, got ${JSON.stringify(value)}`);
}

/** `a, b or c`. */
function listed(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

function flagNotSupported(flag: string): UsageError {
  return new UsageError(`${flag}: flag not supported by local-era (${SEE_HELP})`);
}
