import type { BranchCoverage, FileCoverage } from "./measure.ts";
import { summarize } from "./summary.ts";

/** Writes LCOV's tracefile format (geninfo(1)), one record per file. */
export function toLcov(files: readonly FileCoverage[]): string {
  return files.map(record).join("");
}

function record(coverage: FileCoverage): string {
  const { lines, branches, functions } = summarize([coverage]);
  const named = withUniqueNames(coverage.functions);
  return [
    "TN:",
    `SF:${coverage.file}`,
    ...named.map(({ name, line }) => `FN:${line},${name}`),
    ...named.map(({ name, times }) => `FNDA:${times},${name}`),
    `FNF:${functions.total}`,
    `FNH:${functions.covered}`,
    ...coverage.branches.flatMap(branchRecords),
    `BRF:${branches.total}`,
    `BRH:${branches.covered}`,
    ...[...coverage.lines].map(([line, times]) => `DA:${line},${times}`),
    `LF:${lines.total}`,
    `LH:${lines.covered}`,
    "end_of_record\n",
  ].join("\n");
}

/** Returns names that are unique, as LCOV needs them: overloads get their line. */
function withUniqueNames(functions: FileCoverage["functions"]): FileCoverage["functions"] {
  return functions.map((one) => {
    const isOverloaded = functions.filter(({ name }) => name === one.name).length > 1;
    return isOverloaded ? { ...one, name: `${one.name}:${one.line}` } : one;
  });
}

/** Writes `-` for an outcome of a branch that was never reached. */
function branchRecords({ line, outcomes }: BranchCoverage, block: number): string[] {
  const isReached = outcomes.some(({ times }) => times > 0);
  return outcomes.map(({ times }, index) => `BRDA:${line},${block},${index},${isReached ? times : "-"}`);
}
