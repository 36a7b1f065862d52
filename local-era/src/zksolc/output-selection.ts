import type { OutputSelection } from "./standard-json.ts";

/** Lists what every contract needs: a contract created by another is hashed even if nobody requested its output. */
const OWN_OUTPUTS = ["evm.bytecode.object", "evm.bytecode.linkReferences", "ir"];

/** Lists outputs that both solc and zksolc have; other requested outputs would only cost time. */
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

/** Selects the syntax trees of all files, and no code. */
export const SYNTAX_TREES: OutputSelection = { "*": { "": ["ast"] } };

/** Selects all contracts of the given files, with the requested outputs and those needed here. */
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
