import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileStandardJson } from "../../../src/zksolc/compile.ts";
import type { CompilerOutput, Diagnostic, EraContract } from "../../../src/zksolc/standard-json.ts";
import { VERSION_VARIABLE } from "../../../src/zksolc/zksolc-version.ts";

const EXECUTABLE = fileURLToPath(new URL("../../../bin/zksolc", import.meta.url));

/** Allows for starting the program and solc, which takes a second or two on a busy machine. */
export const COMPILER_TIMEOUT = 60_000;

/** Runs the program, as a zksolc release or the default one. */
export function runZksolc(args: readonly string[], stdin = "", version = "") {
  const { status, stdout, stderr } = spawnSync(EXECUTABLE, args, {
    input: stdin,
    env: { ...process.env, [VERSION_VARIABLE]: version },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** Builds standard JSON as Hardhat's plugin does; `extra` adds to the top level, `settings` to the settings. */
export function standardJson(
  sources: Readonly<Record<string, string>>,
  { settings = {}, ...extra }: Readonly<Record<string, object>> = {},
): string {
  return JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([file, content]) => [file, { content }])),
    settings: {
      optimizer: { enabled: true, mode: "3" },
      codegen: "yul",
      enableEraVMExtensions: true,
      detectMissingLibraries: false,
      outputSelection: { "*": { "*": ["abi", "evm.methodIdentifiers"], "": ["ast"] } },
      ...settings,
    },
    ...extra,
  });
}

/**
 * Compiles sources, by file name, as the program does for the plugin; for a zksolc release or the default one. Runs in this
 * process, which loads solc once: the program's own start has tests of its own.
 */
export async function compile(
  sources: Readonly<Record<string, string>>,
  extra?: Readonly<Record<string, object>>,
  version?: string,
): Promise<CompilerOutput> {
  const options = { threads: 1, ...(version === undefined ? {} : { version }) };
  const output = await compileStandardJson(standardJson(sources, extra), options);
  return JSON.parse(JSON.stringify(output)) as CompilerOutput;
}

/** Returns a contract of an output that must contain it. */
export function contractOf(output: CompilerOutput, file: string, name: string): EraContract {
  const contract = output.contracts?.[file]?.[name];
  if (contract === undefined) {
    throw new Error(
      `${file}:${name} was not compiled: ${JSON.stringify(output.errors?.map((e) => e.formattedMessage))}`,
    );
  }
  return contract;
}

/** Wraps `body` in a source file. */
export function solidity(body: string): string {
  return `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\n${body}`;
}

/** Returns the messages of an output that are not solc's. */
export function reports({ errors = [] }: CompilerOutput): Diagnostic[] {
  return errors.filter(({ errorCode }) => errorCode === null);
}

/** Returns the part of a source that a diagnostic points to. */
export function pointedAt({ sourceLocation }: Diagnostic, sources: Readonly<Record<string, string>>): string {
  if (sourceLocation === undefined) return "";
  const { file, start, end } = sourceLocation;
  return Buffer.from(sources[file]!).subarray(start, end).toString();
}
