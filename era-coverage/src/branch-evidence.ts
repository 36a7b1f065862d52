import type { Pipeline } from "../../local-era/src/source-maps/build.ts";
import { child, childList } from "../../local-era/src/source-maps/sites.ts";
import type { BranchSite } from "../../local-era/src/source-maps/sites.ts";
import type { AstNode } from "../../local-era/src/zksolc/ast.ts";
import { rangeOf } from "../../local-era/src/zksolc/range.ts";
import { inferDecision } from "./assembly-inference.ts";
import type { FileEvidence, Witness } from "./evidence.ts";

/** One way to go on from a branch, and how often it was taken. */
export interface Outcome {
  readonly name: string;
  readonly times: number;
}

/** How a conditional jump was decided. */
interface Decisions {
  jumped: number;
  fell: number;
}

type Reader = (site: BranchSite, evidence: FileEvidence) => Outcome[];

const READERS: Readonly<Record<string, Reader>> = {
  IfStatement: readIf,
  Conditional: readConditional,
  BinaryOperation: readShortCircuit,
  FunctionCall: readRequire,
  ForStatement: readLoop,
  WhileStatement: readLoop,
  DoWhileStatement: readLoop,
  TryStatement: readTry,
  YulIf: readYulIf,
  YulSwitch: readYulSwitch,
  YulForLoop: readYulLoop,
};

/** How often each outcome of a branch was taken. What the code does not show was not taken. */
export function readBranch(site: BranchSite, evidence: FileEvidence): Outcome[] {
  return READERS[site.node.nodeType]!(site, evidence);
}

/** Legacy code jumps over what follows when the condition is false; IR code jumps to it when true, or to the `else`. */
function readIf({ node }: BranchSite, evidence: FileEvidence): Outcome[] {
  const legacy = decisions(evidence, node, "legacy");
  const ir = decisions(evidence, node, "ir");
  const irJumpsWhenFalse = child(node, "falseBody") !== undefined;
  const [irTrue, irFalse] = irJumpsWhenFalse ? [ir.fell, ir.jumped] : [ir.jumped, ir.fell];
  return [outcome("true", legacy.fell + irTrue), outcome("false", legacy.jumped + irFalse)];
}

/**
 * The operands' own code, or, for one that has none (a constant's code belongs to its declaration), the first jump, which
 * legacy code takes when the condition is true and IR code when it is false.
 */
function readConditional({ node }: BranchSite, evidence: FileEvidence): Outcome[] {
  const legacy = decisions(evidence, node, "legacy", (jumps) => jumps.slice(0, 1));
  const ir = decisions(evidence, node, "ir", (jumps) => jumps.slice(0, 1));
  const whenTrue = timesOf(evidence, child(node, "trueExpression"));
  const whenFalse = timesOf(evidence, child(node, "falseExpression"));
  return [
    outcome("true", Math.max(whenTrue, legacy.jumped + ir.fell)),
    outcome("false", Math.max(whenFalse, legacy.fell + ir.jumped)),
  ];
}

/** Legacy code jumps over the right operand, IR code to it. A loop's own jump comes last, in IR at the same place. */
function readShortCircuit({ node, isLoopCondition }: BranchSite, evidence: FileEvidence): Outcome[] {
  const legacy = decisions(evidence, node, "legacy");
  const ir = decisions(evidence, node, "ir", (jumps) => (isLoopCondition ? jumps.slice(0, -1) : jumps));
  return [
    outcome("right operand", timesOf(evidence, child(node, "rightExpression"))),
    outcome("short circuit", legacy.jumped + ir.fell),
  ];
}

/** Legacy code jumps when the condition holds. IR code calls a function, which returns when it holds. */
function readRequire({ node }: BranchSite, evidence: FileEvidence): Outcome[] {
  const legacy = decisions(evidence, node, "legacy", (jumps) => jumps.slice(0, 1));
  let [passed, failed] = [legacy.jumped, legacy.fell];
  for (const witness of witnesses(evidence, node, "ir")) {
    const returned = witness.landings.at(-1)?.executed ?? 0;
    passed += returned;
    failed += total(witness.calls) - total(witness.landings);
  }
  return [outcome("holds", passed), outcome("fails", failed)];
}

/** Legacy code jumps out of a loop, and back to the beginning of `do … while`; IR code always out. */
function readLoop({ node }: BranchSite, evidence: FileEvidence): Outcome[] {
  const legacy = decisions(evidence, node, "legacy");
  const ir = decisions(evidence, child(node, "condition")!, "ir", (jumps) => jumps.slice(-1));
  const isDoWhile = node.nodeType === "DoWhileStatement";
  const [again, done] = isDoWhile ? [legacy.jumped, legacy.fell] : [legacy.fell, legacy.jumped];
  return [outcome(isDoWhile ? "repeated" : "entered", again + ir.fell), outcome("left", done + ir.jumped)];
}

function readTry({ node }: BranchSite, evidence: FileEvidence): Outcome[] {
  return childList(node, "clauses").map((clause, i) => {
    const name = i === 0 ? "success" : `catch ${String(clause.errorName ?? "")}`.trim();
    return outcome(name, timesOf(evidence, child(clause, "block")));
  });
}

function readYulIf({ node, assembly }: BranchSite, evidence: FileEvidence): Outcome[] {
  const { jumped, fell } = decisions(evidence, node, "legacy");
  const ir = inferDecision(evidence, assembly!, node);
  return [outcome("true", fell + ir.whenTrue), outcome("false", jumped + ir.whenFalse)];
}

function readYulLoop({ node, assembly }: BranchSite, evidence: FileEvidence): Outcome[] {
  const { jumped, fell } = decisions(evidence, node, "legacy");
  const ir = inferDecision(evidence, assembly!, node);
  return [outcome("entered", fell + ir.whenTrue), outcome("left", jumped + ir.whenFalse)];
}

/** One comparison after the other, each with a jump to its case; after the last comes the default. */
function readYulSwitch({ node, assembly }: BranchSite, evidence: FileEvidence): Outcome[] {
  const cases = childList(node, "cases").filter(({ value }) => value !== "default");
  const compared = cases.map((one) => {
    const { jumped, fell } = decisions(evidence, one, "legacy");
    const ir = inferDecision(evidence, assembly!, one);
    return { matched: jumped + ir.whenTrue, other: fell + ir.whenFalse };
  });
  const matched = cases.map((one, i) => outcome(`case ${literal(one)}`, compared[i]!.matched));
  return [...matched, outcome("default", compared.at(-1)?.other ?? 0)];
}

function literal(yulCase: AstNode): string {
  const value = child(yulCase, "value");
  return String(value?.value ?? value?.hexValue ?? "");
}

function decisions(
  evidence: FileEvidence,
  node: AstNode,
  pipeline: Pipeline,
  select: (jumps: Witness["conditionalJumps"]) => Witness["conditionalJumps"] = (jumps) => jumps,
): Decisions {
  const jumps = witnesses(evidence, node, pipeline).flatMap(({ conditionalJumps }) =>
    select(conditionalJumps),
  );
  const jumped = jumps.reduce((sum, times) => sum + times.jumped, 0);
  return { jumped, fell: total(jumps) - jumped };
}

function witnesses(evidence: FileEvidence, node: AstNode, pipeline: Pipeline): Witness[] {
  return evidence.exactly(rangeOf(node)).filter((witness) => witness.pipeline === pipeline);
}

function total(all: Witness["conditionalJumps"]): number {
  return all.reduce((sum, { executed }) => sum + executed, 0);
}

function timesOf(evidence: FileEvidence, node: AstNode | undefined): number {
  return node === undefined ? 0 : (evidence.executions(rangeOf(node)) ?? 0);
}

function outcome(name: string, times: number): Outcome {
  return { name, times };
}
