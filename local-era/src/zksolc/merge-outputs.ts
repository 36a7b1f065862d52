import { uniqueDiagnostics } from "./diagnostic.ts";
import type { Diagnostic, SolcOutput } from "./standard-json.ts";

/**
 * The output a single run would have given, from runs that each generated the code of some files. The first has the
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

/** solc leaves warnings out where analysis failed; runs that met no error would bring them back. */
function mergeDiagnostics([
  analysis = [],
  ...others
]: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const failed = analysis.some(({ severity }) => severity === "error");
  return failed ? analysis : uniqueDiagnostics([...analysis, ...others.flat()]);
}
