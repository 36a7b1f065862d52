import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import wrapper from "solc/wrapper.js";
import { packInitCode, unpackInitCode } from "../../src/bytecode/container.ts";
import { fromHex } from "../../src/primitives/hex.ts";
import { PROJECT_RUNS } from "./project-runs.ts";
// Must come before the compiler: it changes how that is loaded.
import "../../src/zksolc/solc-tiering.ts";

interface SolcOutput {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: unknown[]; evm: { bytecode: { object: string } } }>>;
}

interface Solc {
  compile(
    input: string,
    callbacks: { import(path: string): { contents: string } | { error: string } },
  ): string;
}

const require = createRequire(import.meta.url);
const loadSoljson = require("../../src/zksolc/load-soljson.cjs") as (file: string) => unknown;
let solc: Solc | undefined;
const cache = new Map<string, Map<string, Compiled>>();

export interface Compiled {
  readonly abi: unknown[];
  /** The container that a client deploys. */
  readonly bytecode: Uint8Array;
}

/** Returns a contract as it is compiled without EraVM's extensions. */
export function withoutExtensions({ abi, bytecode }: Compiled): Compiled {
  return { abi, bytecode: packInitCode(unpackInitCode(bytecode), false) };
}

/** Loads the compiler as the compiler front does, when it is first needed. */
function loadedSolc(): Solc {
  return (solc ??= wrapper(loadSoljson(require.resolve("solc/soljson.js"))) as Solc);
}

function importFile(path: string): { contents: string } | { error: string } {
  try {
    return { contents: readFileSync(require.resolve(path), "utf8") };
  } catch {
    return { error: `not found: ${path}` };
  }
}

/** Compiles Solidity (imports from npm packages included) with the project's settings; returns contracts by name. */
export function compile(source: string, runs = PROJECT_RUNS): Map<string, Compiled> {
  const key = `${runs}:${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const input = {
    language: "Solidity",
    sources: { "Test.sol": { content: source } },
    settings: {
      viaIR: true,
      evmVersion: "cancun",
      optimizer: { enabled: true, runs },
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const output: SolcOutput = JSON.parse(loadedSolc().compile(JSON.stringify(input), { import: importFile }));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const compiled = new Map(
    Object.entries(output.contracts?.["Test.sol"] ?? {})
      .filter(([, contract]) => contract.evm.bytecode.object.length > 0)
      .map(([name, { abi, evm }]) => [name, { abi, bytecode: packInitCode(fromHex(evm.bytecode.object)) }]),
  );
  cache.set(key, compiled);
  return compiled;
}
