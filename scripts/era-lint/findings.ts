import { compileSources } from "../toolchain/compile-sources";
import { SOLC_SETTINGS } from "../toolchain/toolchain";
import { ConstantValues } from "./constant-values";
import { ERA_RULES, type EraRule } from "./rules";
import { walkTree, type TreeNode } from "./syntax-tree";

/** A place in a contract that a rule speaks of. */
export interface EraFinding {
  readonly rule: EraRule;
  readonly file: string;
  readonly line: number;
}

interface AnalysedSources {
  readonly sources: Readonly<Record<string, { readonly ast: TreeNode }>>;
}

/**
 * Finds what the rules speak of in sources, by path, in the order in which it is written. What they import is read from
 * the project and from its packages, and not looked at.
 *
 * @throws Error with the compiler's messages if Solidity does not accept the sources.
 */
export function eraFindings(sources: Readonly<Record<string, string>>): EraFinding[] {
  const trees = analyse(sources);
  const constants = new ConstantValues(Object.values(trees).map(({ ast }) => ast));
  return Object.keys(sources).flatMap((file) =>
    findingsIn(file, sources[file]!, trees[file]!.ast, constants),
  );
}

function findingsIn(file: string, text: string, tree: TreeNode, constants: ConstantValues): EraFinding[] {
  const bytes = Buffer.from(text);
  const found: EraFinding[] = [];
  walkTree(tree, (node, parent) => {
    for (const rule of ERA_RULES) {
      if (!rule.matches(node, parent, constants)) continue;
      const start = Number(node.src.split(":")[0]);
      found.push({ rule, file, line: bytes.subarray(0, start).toString().split("\n").length });
    }
  });
  return found;
}

/** Has solc read the sources as far as their types, and make no code. */
function analyse(sources: Readonly<Record<string, string>>): AnalysedSources["sources"] {
  const settings = { evmVersion: SOLC_SETTINGS.evmVersion, outputSelection: { "*": { "": ["ast"] } } };
  return compileSources<AnalysedSources>(sources, settings).sources;
}
