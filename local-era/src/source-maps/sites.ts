import type { AstNode } from "../zksolc/ast.ts";
import { compareRanges, rangeOf } from "../zksolc/range.ts";
import type { Range } from "../zksolc/range.ts";

/** Describes a statement; `own` is the part that runs whenever the statement does, without nested statements. */
export interface StatementSite {
  readonly node: AstNode;
  readonly own: Range;
  /** The assembly block that contains it. */
  readonly assembly: AstNode | undefined;
}

/** Describes a point where execution can continue in more than one way. */
export interface BranchSite {
  readonly node: AstNode;
  readonly assembly: AstNode | undefined;
  /** Whether it is the condition of a loop. */
  readonly isLoopCondition: boolean;
}

/** Describes a function, constructor or modifier with its statements and branches. */
export interface FunctionSite {
  /** `Contract.name`, where the name may be `constructor`, `receive` or `fallback`. */
  readonly name: string;
  readonly node: AstNode;
  readonly body: Range;
  readonly isConstructor: boolean;
  readonly statements: readonly StatementSite[];
  /** In source order, outer before inner. */
  readonly branches: readonly BranchSite[];
}

/** Maps a statement to the field with the part that runs first; null for statements without nested ones. */
const OWN_PART: Readonly<Record<string, string | null>> = {
  ExpressionStatement: null,
  VariableDeclarationStatement: null,
  Return: null,
  RevertStatement: null,
  EmitStatement: null,
  Break: null,
  Continue: null,
  PlaceholderStatement: null,
  IfStatement: "condition",
  WhileStatement: "condition",
  DoWhileStatement: "condition",
  ForStatement: "condition",
  TryStatement: "externalCall",
  YulAssignment: null,
  YulExpressionStatement: null,
  YulVariableDeclaration: null,
  YulBreak: null,
  YulContinue: null,
  YulLeave: null,
  YulIf: "condition",
  YulSwitch: "expression",
  YulForLoop: "condition",
};

const LOOPS = new Set(["WhileStatement", "DoWhileStatement", "ForStatement"]);
const BRANCHING = new Set([
  ...LOOPS,
  "IfStatement",
  "Conditional",
  "TryStatement",
  "YulIf",
  "YulSwitch",
  "YulForLoop",
]);

/** Finds the functions, constructors and modifiers with a body in a file's syntax tree. */
export function findFunctions(ast: AstNode): FunctionSite[] {
  return (ast.nodes ?? []).flatMap((node) => {
    if (node.nodeType === "ContractDefinition")
      return (node.nodes ?? []).flatMap((part) => functionSite(part, node));
    return functionSite(node, undefined);
  });
}

function functionSite(node: AstNode, contract: AstNode | undefined): FunctionSite[] {
  const isFunction = node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition";
  const body = child(node, "body");
  if (!isFunction || body === undefined) return [];
  const statements: StatementSite[] = [];
  const branches: BranchSite[] = [];
  collect(node, undefined, undefined, statements, branches);
  branches.sort((a, b) => compareRanges(rangeOf(a.node), rangeOf(b.node)));
  const name = node.name || String(node.kind);
  return [
    {
      name: contract ? `${contract.name}.${name}` : name,
      node,
      body: rangeOf(body),
      isConstructor: node.kind === "constructor",
      statements,
      branches,
    },
  ];
}

function collect(
  node: AstNode,
  parent: AstNode | undefined,
  assembly: AstNode | undefined,
  statements: StatementSite[],
  branches: BranchSite[],
): void {
  const ownPart = OWN_PART[node.nodeType];
  const own = ownPart === null ? node : ownPart === undefined ? undefined : child(node, ownPart);
  if (own !== undefined) statements.push({ node, own: rangeOf(own), assembly });
  if (isBranch(node)) {
    branches.push({ node, assembly, isLoopCondition: parent !== undefined && LOOPS.has(parent.nodeType) });
  }
  const within = node.nodeType === "InlineAssembly" ? node : assembly;
  for (const below of children(node)) collect(below, node, within, statements, branches);
}

function isBranch(node: AstNode): boolean {
  if (node.nodeType === "BinaryOperation") return node.operator === "&&" || node.operator === "||";
  if (node.nodeType === "FunctionCall") return isRequire(node.expression);
  if (!BRANCHING.has(node.nodeType)) return false;
  if (node.nodeType === "TryStatement" || node.nodeType === "YulSwitch") return true;
  const condition = child(node, "condition");
  return condition !== undefined && condition.nodeType !== "Literal" && condition.nodeType !== "YulLiteral";
}

/** Tells whether a call is Solidity's own `require`, in any of its forms. */
function isRequire(callee: AstNode | undefined): boolean {
  return (callee?.typeDescriptions?.typeIdentifier ?? "").startsWith("t_function_require_");
}

/** Returns a node's field if it is a node itself. */
export function child(node: AstNode, field: string): AstNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** Returns a node's field as a list of nodes. */
export function childList(node: AstNode, field: string): AstNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function children(node: AstNode): AstNode[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as AstNode).nodeType === "string";
}
