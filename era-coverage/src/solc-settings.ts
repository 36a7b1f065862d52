import type { Pipeline } from "../../local-era/src/source-maps/build.ts";
import type { SolcInput } from "../../local-era/src/zksolc/solc.ts";
import { toSolcInput } from "../../local-era/src/zksolc/solc-input.ts";
import type { CompilerInput, OutputSelection } from "../../local-era/src/zksolc/standard-json.ts";

const OFF = {
  peephole: false,
  inliner: false,
  jumpdestRemover: false,
  orderLiterals: false,
  deduplicate: false,
  cse: false,
  constantOptimizer: false,
};

/** At this expected number of calls, constants in runtime code stay constants; see `misleading.ts`. */
const MOST_RUNS = 2 ** 32 - 1;

/**
 * Settings under which the code follows the source. IR code needs the optimizer's stack layout, since local variables
 * would get out of reach otherwise, and its step `u`, which drops unused values: the mere mention of a library is one, and
 * would require the library's address.
 */
const OPTIMIZER: Readonly<Record<Pipeline, object>> = {
  legacy: { enabled: false, details: { ...OFF, yul: false } },
  ir: {
    enabled: false,
    runs: MOST_RUNS,
    details: { ...OFF, yul: true, yulDetails: { stackAllocation: true, optimizerSteps: "u:" } },
  },
};

/** Returns the compilation that zksolc is asked for, changed to what coverage needs. */
export function coverageInput(
  input: CompilerInput,
  selection: OutputSelection,
  pipeline: Pipeline,
  solcVersion: string,
): SolcInput {
  const { settings, ...rest } = toSolcInput(input, selection, solcVersion) as { settings: object };
  return { ...rest, settings: { ...settings, viaIR: pipeline === "ir", optimizer: OPTIMIZER[pipeline] } };
}
