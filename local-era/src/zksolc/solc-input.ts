import type { SolcInput } from "./solc.ts";
import { newestEvmVersion } from "./solc-versions.ts";
import type { CompilerInput, CompilerSettings, OutputSelection } from "./standard-json.ts";

const RUNS_FOR_SPEED = 1_000_000;
const RUNS_FOR_SIZE = 1;

/**
 * Translates a compilation into the terms of a version of solc. Sources are unchanged. Settings that solc does not know are
 * dropped; code always goes through the IR, which the instruction checks read.
 */
export function toSolcInput(
  input: CompilerInput,
  outputSelection: OutputSelection,
  solcVersion: string,
): SolcInput {
  const settings = input.settings ?? {};
  return {
    language: input.language,
    sources: input.sources,
    settings: {
      ...pick(settings, ["remappings", "libraries"]),
      metadata: solcMetadata(settings.metadata ?? {}),
      optimizer: solcOptimizer(settings),
      evmVersion: settings.evmVersion ?? newestEvmVersion(solcVersion),
      viaIR: true,
      debug: { debugInfo: ["location"] },
      outputSelection,
    },
  };
}

/**
 * Translates zksolc's `mode`, which is LLVM's: `s` and `z` optimize for size, the others for speed. solc uses `runs`
 * for that.
 */
function solcOptimizer({ optimizer = {} }: CompilerSettings): { enabled: boolean; runs: number } {
  const forSize = optimizer.mode === "s" || optimizer.mode === "z";
  return {
    enabled: optimizer.enabled ?? true,
    runs: optimizer.runs ?? (forSize ? RUNS_FOR_SIZE : RUNS_FOR_SPEED),
  };
}

/** Translates the metadata hash, which zksolc calls `hashType`; its additional kind becomes solc's default. */
function solcMetadata({ hashType, ...metadata }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return hashType === "none" || hashType === "ipfs" ? { bytecodeHash: hashType, ...metadata } : metadata;
}

function pick(settings: CompilerSettings, names: (keyof CompilerSettings)[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
  );
}
