import { uniqueDiagnostics } from "./diagnostic.ts";
import type { Diagnostic, SolcOutput } from "./standard-json.ts";

/**
 * Merges the outputs of runs that each generated the code of some files into that of a single run. The first has the
 * syntax trees, for which it analysed everything; the others analysed what their files need.
 */
export function mergeOutputs(outputs: readonly SolcOutput[]): SolcOutput {
  const contracts = outputs.flatMap((output) => Object.entries(output.contracts ?? {}));
  return {
    errors: mergeDiagnostics(outputs.map(({ errors }) => errors ?? [])),
    sources: outputs[0]?.sources ?? {},
    contracts: Object.fromEntries(contracts.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Merges diagnostics: solc omits warnings where analysis failed, and runs without an error would bring them back. */
function mergeDiagnostics([
  analysis = [],
  ...others
]: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const failed = analysis.some(({ severity }) => severity === "error");
  return failed ? analysis : uniqueDiagnostics([...analysis, ...others.flat()]);
}
