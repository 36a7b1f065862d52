import type { MappedBuild, MappedSource } from "../../local-era/src/source-maps/build.ts";
import { lineCounter } from "../../local-era/src/source-maps/lines.ts";
import { findFunctions } from "../../local-era/src/source-maps/sites.ts";
import type { BranchSite, FunctionSite, StatementSite } from "../../local-era/src/source-maps/sites.ts";
import type { AstNode } from "../../local-era/src/zksolc/ast.ts";
import { rangeOf } from "../../local-era/src/zksolc/range.ts";
import { inferStatement } from "./assembly-inference.ts";
import { readBranch } from "./branch-evidence.ts";
import type { Outcome } from "./branch-evidence.ts";
import { FileEvidence, gatherEvidence } from "./evidence.ts";
import type { Recording, Times } from "./recording.ts";

export interface FunctionCoverage {
  readonly name: string;
  readonly line: number;
  readonly times: number;
}

export interface BranchCoverage {
  readonly line: number;
  readonly outcomes: readonly Outcome[];
}

/** Coverage of one source file. Lines are counted from 1. */
export interface FileCoverage {
  readonly file: string;
  readonly content: string;
  /** Lines on which statements begin, and how often the least executed of them ran. */
  readonly lines: ReadonlyMap<number, number>;
  readonly functions: readonly FunctionCoverage[];
  readonly branches: readonly BranchCoverage[];
}

/** Measures the sources whose names are wanted, in alphabetical order. */
export function measure(
  build: MappedBuild,
  recordings: readonly Recording[],
  isWanted: (file: string) => boolean,
): FileCoverage[] {
  const evidence = gatherEvidence(build, recordings);
  return Object.entries(build.sources)
    .filter(([file]) => isWanted(file))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, source]) => measureFile(file, source, evidence.get(source.id) ?? new FileEvidence([])));
}

function measureFile(file: string, { ast, content }: MappedSource, evidence: FileEvidence): FileCoverage {
  const lineOf = lineCounter(content);
  const functions = findFunctions(ast);
  const lines = new Map<number, number>();
  const branches: BranchCoverage[] = [];
  for (const site of functions) {
    const isCompiled = evidence.executions(site.body) !== undefined;
    for (const { node, ...statement } of site.statements) {
      const times = timesOf({ node, ...statement }, evidence) ?? (isCompiled ? undefined : 0);
      if (times === undefined) continue;
      const line = lineOf(rangeOf(node).start);
      lines.set(line, Math.min(times, lines.get(line) ?? Infinity));
    }
    for (const branch of site.branches) {
      if (isCompiled && !hasCode(branch, evidence)) continue;
      branches.push({ line: lineOf(rangeOf(branch.node).start), outcomes: readBranch(branch, evidence) });
    }
  }
  return {
    file,
    content,
    lines: new Map([...lines].sort(([a], [b]) => a - b)),
    functions: functions.map((site) => ({
      name: site.name,
      line: lineOf(rangeOf(site.node).start),
      times: timesCalled(site, evidence),
    })),
    branches,
  };
}

/** Returns undefined if no code was generated for the statement: it is unreachable, or there is nothing to do. */
function timesOf({ node, own, assembly }: StatementSite, evidence: FileEvidence): number | undefined {
  const seen = evidence.executions(own);
  const inferred = assembly && inferStatement(evidence, assembly, node);
  return seen === undefined ? inferred : Math.max(seen, inferred ?? 0);
}

function hasCode({ node, assembly }: BranchSite, evidence: FileEvidence): boolean {
  return evidence.executions(rangeOf(assembly ?? node)) !== undefined;
}

/**
 * Counts a function as called when its body was entered; arguments are decoded and modifiers run before that. An empty body
 * leaves other traces: the jump out of a function; for `receive` and `fallback`, which do not return, the labels reached on
 * the way in; anything at all for a constructor.
 */
function timesCalled({ node, body, isConstructor }: FunctionSite, evidence: FileEvidence): number {
  if (!isEmpty(node)) return evidence.executions(body) ?? 0;
  if (isConstructor) return evidence.executions(rangeOf(node)) ?? 0;
  const isEntrance = node.kind === "receive" || node.kind === "fallback";
  return evidence
    .exactly(rangeOf(node))
    .reduce((sum, { left, landings }) => sum + (isEntrance ? Math.max(left, leastOf(landings)) : left), 0);
}

function leastOf(times: readonly Times[]): number {
  return times.length === 0 ? 0 : Math.min(...times.map(({ executed }) => executed));
}

function isEmpty({ body }: AstNode): boolean {
  return (body as { statements?: readonly AstNode[] }).statements?.length === 0;
}
