import { parseArgs } from "node:util";
import { UsageError } from "../primitives/usage-error.ts";
import range from "./solc-range.json" with { type: "json" };
import { DEFAULT_VERSION, OLDEST_VERSION, SOUND_VERSION, VERSION_VARIABLE } from "./zksolc-version.ts";

/** Describes what the command line requests. */
export type Command =
  | { readonly kind: "version" }
  | { readonly kind: "help" }
  | { readonly kind: "standard-json"; readonly soljson?: string }
  | { readonly kind: "link"; readonly files: readonly string[]; readonly libraries: readonly string[] };

export const HELP_TEXT = `Usage:
  zksolc --version
  zksolc --standard-json [--solc PATH] [--debug-output-dir DIR]   compile standard JSON from stdin to stdout
  zksolc --link FILE... [--libraries SOURCE:LIBRARY=ADDRESS...]   link the bytecode in the files, in place

--solc is the soljson.js of an npm package solc from ${range.oldest} to ${range.newest}; left out, sources are compiled by the one that
local-era depends on. --debug-output-dir is accepted and has no effect.

${VERSION_VARIABLE}=X.Y.Z names the zksolc release to emulate, from ${OLDEST_VERSION} on (default ${DEFAULT_VERSION}).
For a release below ${SOUND_VERSION}, the compiler warns of code that the release may miscompile.`;

/**
 * Reads the command line.
 *
 * @throws UsageError for an unknown flag, for none or several modes, and for a mode's missing arguments.
 */
export function parseCommand(args: readonly string[]): Command {
  const { flags, values } = readFlags(args);
  if (flags.has("help")) return { kind: "help" };
  if (flags.has("version")) return { kind: "version" };
  const modes = ["standard-json", "link"].filter((mode) => flags.has(mode));
  if (modes.length !== 1) throw new UsageError("Choose one of --standard-json, --link and --version.");
  if (modes[0] === "link") return linkCommand(values);
  if (values.free.length > 0) {
    throw new UsageError(`--standard-json reads stdin and takes no files, but got ${values.free.join(" ")}.`);
  }
  return { kind: "standard-json", soljson: values.solc };
}

function linkCommand(values: Values): Command {
  if (values.free.length === 0) throw new UsageError("--link needs at least one file with bytecode.");
  return { kind: "link", files: values.free, libraries: values.libraries };
}

interface Values {
  readonly free: string[];
  readonly libraries: string[];
  solc?: string;
}

/** Reads flags; `--libraries` takes every argument up to the next flag, as the plugin passes them. */
function readFlags(args: readonly string[]): { flags: Set<string>; values: Values } {
  const { tokens } = tokenize(args);
  const flags = new Set<string>();
  const values: Values = { free: [], libraries: [] };
  let target = values.free;
  for (const token of tokens) {
    if (token.kind === "positional") target.push(token.value);
    if (token.kind !== "option") continue;
    flags.add(token.name);
    if (token.name === "solc" && token.value !== undefined) values.solc = token.value;
    target = token.name === "libraries" ? values.libraries : values.free;
  }
  return { flags, values };
}

function tokenize(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      tokens: true,
      options: {
        "standard-json": { type: "boolean" },
        link: { type: "boolean" },
        libraries: { type: "boolean" },
        version: { type: "boolean", short: "V" },
        help: { type: "boolean", short: "h" },
        solc: { type: "string" },
        "debug-output-dir": { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
