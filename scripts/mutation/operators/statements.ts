import type { AstNode } from "../../../local-era/src/zksolc/ast";
import { rangeOf } from "../../../local-era/src/zksolc/range";
import type { Change, SourceText } from "../change";

/** Stands where a statement was: nothing at all would not do as the body of an `if`. */
const NOTHING = "{}";

/** Statements that can be left out, by what they are called. */
const REMOVABLE: Readonly<Record<string, string>> = {
  EmitStatement: "removed event",
  RevertStatement: "removed revert",
  Break: "removed jump",
  Continue: "removed jump",
  YulExpressionStatement: "removed assembly statement",
  YulAssignment: "removed assembly statement",
  YulLeave: "removed jump",
  YulBreak: "removed jump",
};

/** What the expression of a removable statement is. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  FunctionCall: "removed call",
  Assignment: "removed assignment",
  UnaryOperation: "removed assignment",
};

/** Proposes to leave out a statement. */
export function removeStatement(node: AstNode, source: SourceText): Change[] {
  const isExpression = node.nodeType === "ExpressionStatement";
  const operator = isExpression ? EXPRESSIONS[node.expression!.nodeType] : REMOVABLE[node.nodeType];
  if (operator === undefined) return [];
  const { start, end } = rangeOf(node);
  const semicolon = node.nodeType.startsWith("Yul") ? undefined : /^\s*;/.exec(source.from(end))?.[0];
  return [{ start, end: end + (semicolon?.length ?? 0), operator, replacement: NOTHING, shown: "(nothing)" }];
}

/** Proposes a function without one of its modifiers. */
export function removeModifier(node: AstNode): Change[] {
  if (node.nodeType !== "ModifierInvocation" || node.kind !== "modifierInvocation") return [];
  return [{ ...rangeOf(node), operator: "removed modifier", replacement: "", shown: "(nothing)" }];
}
