import type { Pipeline } from "local-era/source-maps/build";
import type { SolcInput } from "local-era/zksolc/solc";
import { toSolcInput } from "local-era/zksolc/solc-input";
import type { CompilerInput, OutputSelection } from "local-era/zksolc/standard-json";

const OFF = {
  peephole: false,
  inliner: false,
  jumpdestRemover: false,
  orderLiterals: false,
  deduplicate: false,
  cse: false,
  constantOptimizer: false,
};

/** With calls this frequent, constants in runtime code stay constants; see `misleading.ts`. */
const MOST_RUNS = 2 ** 32 - 1;

/**
 * Settings under which code follows the source. Code by way of the IR needs the optimizer's stack layout, or local
 * variables run out of reach, and the step `u`, which drops unused values: naming a library is one, and would ask for
 * the library's address.
 */
const OPTIMIZER: Readonly<Record<Pipeline, object>> = {
  legacy: { enabled: false, details: { ...OFF, yul: false } },
  ir: {
    enabled: false,
    runs: MOST_RUNS,
    details: { ...OFF, yul: true, yulDetails: { stackAllocation: true, optimizerSteps: "u:" } },
  },
};

/** The compilation zksolc is asked for, as coverage needs it. */
export function coverageInput(
  input: CompilerInput,
  selection: OutputSelection,
  pipeline: Pipeline,
): SolcInput {
  const { settings, ...rest } = toSolcInput(input, selection) as { settings: object };
  return { ...rest, settings: { ...settings, viaIR: pipeline === "ir", optimizer: OPTIMIZER[pipeline] } };
}
