import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { toFunctionSignature, type AbiFunction } from "viem";
import { readArtifact } from "../test/helpers/artifacts.js";
import { errorsOf, FAMILIES } from "./contract-errors.js";
import { formatFile } from "./format-file.js";

/** Where the embedded node has the names of the suite's functions and errors, without an ABI being given to it. */
export const SUITE_INTERFACE_FILE = resolve(
  dirname(fileURLToPath(import.meta.url)),
  "../../local-era/src/printing/suite-interface.ts",
);

/** Writes the functions and errors of the compiled contracts, each once, by which the node names what it prints. */
export function generateSuiteInterface(file: string): void {
  const contracts = Object.values(FAMILIES);
  writeFileSync(
    file,
    "// What the suite's contracts declare. Made by `npm run abis -w sdk`.\n\n" +
      "/** Functions of the account, its modules, the factory and the paymaster. */\n" +
      `export const SUITE_FUNCTIONS: readonly string[] = ${list(contracts.flatMap(functionsOf))};\n\n` +
      "/** Their custom errors, with the names of the arguments. */\n" +
      `export const SUITE_ERRORS: readonly string[] = ${list(contracts.flatMap(errorsOf))};\n`,
  );
  formatFile(file);
}

function list(signatures: readonly string[]): string {
  return JSON.stringify([...new Set(signatures)].sort());
}

function functionsOf(contractName: string): string[] {
  return readArtifact(contractName)
    .abi.filter((item): item is AbiFunction => item.type === "function")
    .map(toFunctionSignature);
}
