import { loadSolc } from "../../../../local-era/src/zksolc/solc";
import type { SolcOutput } from "../../../../local-era/src/zksolc/standard-json";
import { findMutants } from "../../../../scripts/mutation/find-mutants";
import type { Mutant } from "../../../../scripts/mutation/mutant";

/** Returns the changes that are found in a source, which has to compile. */
export function mutantsIn(content: string): Mutant[] {
  const file = "Small.sol";
  const input = {
    language: "Solidity",
    sources: { [file]: { content } },
    settings: { outputSelection: { "*": { "": ["ast"] } } },
  };
  const { errors = [], sources } = JSON.parse(loadSolc().compile(JSON.stringify(input))) as SolcOutput;
  const problem = errors.find(({ severity }) => severity === "error");
  if (problem !== undefined) throw new Error(problem.formattedMessage);
  return findMutants({ file, content, ast: sources![file]!.ast! });
}

/** Returns the changes in the body of a function with the parameters `uint256 a, uint256 b`, as texts. */
export function changesIn(
  body: string,
  header = "function f(uint256 a, uint256 b) public returns (uint256 c)",
): string[] {
  const declarations = "uint256 s; bool t; event E(); error R(); function g() public {} modifier m() { _; }";
  return mutantsIn(`contract Small { ${declarations} ${header} { ${body} } }`)
    .filter(({ place }) => place === "Small.f")
    .map(({ before, after }) => `${before} → ${after}`);
}
