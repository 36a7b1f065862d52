import { lineCounter } from "../../local-era/src/source-maps/lines";
import type { AstNode } from "../../local-era/src/zksolc/ast";
import { rangeOf, type Range } from "../../local-era/src/zksolc/range";
import { SourceText, type Change } from "./change";
import type { Mutant } from "./mutant";
import { changeInstruction, negateAssemblyCondition } from "./operators/assembly";
import {
  changeAnswer,
  changeAssignment,
  changeBinary,
  changeUnary,
  negateCondition,
} from "./operators/expressions";
import { changeLiteral, changeYulLiteral } from "./operators/literals";
import { removeModifier, removeStatement } from "./operators/statements";

const OPERATORS: readonly ((node: AstNode, source: SourceText) => Change[])[] = [
  changeBinary,
  changeAssignment,
  changeUnary,
  negateCondition,
  changeAnswer,
  changeLiteral,
  removeStatement,
  removeModifier,
  changeInstruction,
  negateAssemblyCondition,
  changeYulLiteral,
];

/** Statements, and the part of each that runs whenever it does; for the others all of it. */
const OWN_PART: Readonly<Record<string, string>> = {
  IfStatement: "condition",
  WhileStatement: "condition",
  DoWhileStatement: "condition",
  ForStatement: "condition",
  TryStatement: "externalCall",
};
/**
 * The others that are told apart. A modifier's invocation is not: what a test runs of it is the modifier's own code, so it
 * counts as run whenever its function is entered.
 */
const UNITS = new Set([
  "ExpressionStatement",
  "VariableDeclarationStatement",
  "Return",
  "RevertStatement",
  "EmitStatement",
  "Break",
  "Continue",
  "InlineAssembly",
]);

/** A file of a compilation: its syntax tree, with offsets in bytes, and its text. */
export interface ParsedFile {
  readonly file: string;
  readonly ast: AstNode;
  readonly content: string;
}

interface Found extends Change {
  readonly place: string;
  readonly unit: Range;
}

/** Finds the changes to try in a file, in the order of the source. Interfaces and types have none. */
export function findMutants({ file, ast, content }: ParsedFile): Mutant[] {
  const source = new SourceText(content);
  const found: Found[] = [];
  visit(ast, { place: "", unit: rangeOf(ast), source, found, isCode: false });
  const lineOf = lineCounter(content);
  const seen = new Map<string, number>();
  const named = new Set<string>();
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((change) => {
      const key = `${change.start}:${change.end}:${change.replacement}`;
      if (named.has(key)) return [];
      named.add(key);
      const before = oneLine(source.slice(change));
      const after = oneLine(change.shown ?? change.replacement);
      const name = `${file}#${change.place}#${before} → ${after}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      const { start, end, operator, place, replacement, unit } = change;
      const id = times === 1 ? name : `${name}#${times}`;
      return [
        { id, file, line: lineOf(start), place, operator, before, after, start, end, replacement, unit },
      ];
    });
}

interface Context {
  readonly place: string;
  readonly unit: Range;
  readonly source: SourceText;
  readonly found: Found[];
  /** Whether it is inside of a body or of a variable's value. */
  readonly isCode: boolean;
}

function visit(node: AstNode, context: Context): void {
  const here = enter(node, context);
  if (here.isCode) {
    for (const operator of OPERATORS) {
      for (const change of operator(node, here.source))
        here.found.push({ ...change, place: here.place, unit: here.unit });
    }
  }
  for (const [field, value] of Object.entries(node)) {
    for (const below of Array.isArray(value) ? value : [value]) {
      if (!isNode(below) || below.nodeType.endsWith("TypeName")) continue;
      visit(below, OWN_PART[node.nodeType] === field ? { ...here, unit: rangeOf(below) } : here);
    }
  }
}

function enter(node: AstNode, context: Context): Context {
  const { place } = context;
  const inside = (name: string): string => (place === "" ? name : `${place}.${name}`);
  switch (node.nodeType) {
    case "ContractDefinition":
      return { ...context, place: node.name! };
    case "FunctionDefinition":
    case "ModifierDefinition":
      return { ...context, place: inside(node.name || String(node.kind)), unit: rangeOf(node), isCode: true };
    case "VariableDeclaration":
      if (context.isCode) return context;
      return { ...context, place: inside(node.name!), unit: valueRange(node), isCode: true };
    default:
      return UNITS.has(node.nodeType) ? { ...context, unit: rangeOf(node) } : context;
  }
}

function valueRange(variable: AstNode): Range {
  return rangeOf(isNode(variable.value) ? variable.value : variable);
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as AstNode).nodeType === "string";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
