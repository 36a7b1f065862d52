import type { OutputSelection } from "./standard-json.ts";

/** Needed of every contract: a contract another one creates is hashed even if nobody asked for its output. */
const OWN_OUTPUTS = ["evm.bytecode.object", "evm.bytecode.linkReferences", "ir"];

/** Outputs solc has that zksolc has as well; the rest of what is asked for would only cost time. */
const SHARED_OUTPUTS = new Set([
  "abi",
  "metadata",
  "devdoc",
  "userdoc",
  "storageLayout",
  "transientStorageLayout",
  "irOptimized",
  "evm.methodIdentifiers",
  "evm.legacyAssembly",
]);

/** The syntax trees of all files, and no code. */
export const SYNTAX_TREES: OutputSelection = { "*": { "": ["ast"] } };

/** All contracts of the given files with what is requested of them, and what is needed here. */
export function contractsOf(files: readonly string[], requested: OutputSelection): OutputSelection {
  return Object.fromEntries(files.map((file) => [file, contractsOfFile(file, requested)]));
}

function contractsOfFile(file: string, requested: OutputSelection): Record<string, string[]> {
  const selection: Record<string, string[]> = { "*": [...OWN_OUTPUTS] };
  for (const contracts of [requested["*"], requested[file]]) {
    for (const [contract, outputs] of Object.entries(contracts ?? {})) {
      if (contract === "") continue;
      (selection[contract] ??= []).push(...outputs.filter((output) => SHARED_OUTPUTS.has(output)));
    }
  }
  return selection;
}
