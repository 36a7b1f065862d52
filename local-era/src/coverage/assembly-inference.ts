import type { AstNode } from "../zksolc/ast.ts";
import type { FileEvidence, Witness } from "./evidence.ts";
import { contains, rangeOf } from "./range.ts";
import { child, childList } from "./sites.ts";

/*
 * Code made by way of the IR says of everything in an assembly block only that it belongs to the block. That is enough
 * for a block that runs straight through, and for one whose only branch is an `if` at its top level. Of any other block
 * nothing more than its beginning is taken to have run.
 */

/** How often a statement inside an assembly block ran, as far as IR code shows it. */
export function inferStatement(
  evidence: FileEvidence,
  block: AstNode,
  statement: AstNode,
): number | undefined {
  return most(irWitnesses(evidence, block), (witness) => {
    const { beforeBranch, branch } = partsOf(block);
    if (beforeBranch.includes(statement) || statement === branch) return witness.executed;
    const jumps = onlyIf(witness, branch, block);
    if (jumps === undefined) return 0;
    return contains(rangeOf(branch!), rangeOf(statement)) ? jumps.jumped : jumps.executed - jumps.jumped;
  });
}

/** How often the `if` of an assembly block was true and false; undefined if IR code says nothing about it. */
export function inferIf(evidence: FileEvidence, block: AstNode): readonly [number, number] | undefined {
  const { branch } = partsOf(block);
  const jumps = irWitnesses(evidence, block).flatMap((witness) => onlyIf(witness, branch, block) ?? []);
  if (jumps.length === 0) return undefined;
  return [
    jumps.reduce((sum, { jumped }) => sum + jumped, 0),
    jumps.reduce((sum, { executed, jumped }) => sum + executed - jumped, 0),
  ];
}

function irWitnesses(evidence: FileEvidence, block: AstNode): Witness[] {
  return evidence.exactly(rangeOf(block)).filter(({ pipeline }) => pipeline === "ir");
}

/** The jump of the block's `if`, if that is the only branch. */
function onlyIf({ conditionalJumps }: Witness, branch: AstNode | undefined, block: AstNode) {
  if (branch?.nodeType !== "YulIf" || countBranches(block) !== 1 || conditionalJumps.length !== 1)
    return undefined;
  return conditionalJumps[0];
}

/** Statements at the top level up to the first that may branch, and that one. */
function partsOf(block: AstNode): { beforeBranch: readonly AstNode[]; branch: AstNode | undefined } {
  const statements = childList(child(block, "AST")!, "statements");
  const first = statements.findIndex((statement) => countBranches(statement) > 0);
  if (first === -1) return { beforeBranch: statements, branch: undefined };
  return { beforeBranch: statements.slice(0, first), branch: statements[first] };
}

/** Branches, and whatever else does not simply run through. */
function countBranches(node: AstNode): number {
  const below = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  const nodes = below.filter((value): value is AstNode => typeof value?.nodeType === "string");
  const own = /^Yul(If|Switch|ForLoop|FunctionDefinition)$/.test(node.nodeType) ? 1 : 0;
  return nodes.reduce((sum, inner) => sum + countBranches(inner), own);
}

function most(witnesses: readonly Witness[], count: (witness: Witness) => number): number | undefined {
  return witnesses.length === 0 ? undefined : Math.max(...witnesses.map(count));
}
