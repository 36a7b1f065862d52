import type { AstNode } from "../../../local-era/src/zksolc/ast";
import { child } from "../../../local-era/src/source-maps/sites";
import { replace, type Change, type SourceText } from "../change";

/** What each binary operator becomes, by the kind of the change. */
const BINARY: Readonly<Record<string, readonly [kind: string, ...others: string[]]>> = {
  "<": ["relational", "<=", ">="],
  "<=": ["relational", "<", ">"],
  ">": ["relational", ">=", "<="],
  ">=": ["relational", ">", "<"],
  "==": ["equality", "!="],
  "!=": ["equality", "=="],
  "+": ["arithmetic", "-"],
  "-": ["arithmetic", "+"],
  "*": ["arithmetic", "/"],
  "/": ["arithmetic", "*"],
  "%": ["arithmetic", "*"],
  "**": ["arithmetic", "*"],
  "&&": ["logical", "||"],
  "||": ["logical", "&&"],
  "&": ["bitwise", "|"],
  "|": ["bitwise", "&"],
  "^": ["bitwise", "&"],
  "<<": ["bitwise", ">>"],
  ">>": ["bitwise", "<<"],
};

const ASSIGNMENT: Readonly<Record<string, string>> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "|=": "&=",
  "&=": "|=",
  "^=": "&=",
  "<<=": ">>=",
  ">>=": "<<=",
};

/** Operators whose opposite the operator itself is replaced by, so that a negation would be the same again. */
const OWN_OPPOSITE = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Proposes another operator for an operation of two sides; of a logical one also either side alone. */
export function changeBinary(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "BinaryOperation") return [];
  const operator = node.operator as string;
  const [kind, ...others] = BINARY[operator] ?? [""];
  const left = source.of(child(node, "leftExpression")!);
  const right = source.of(child(node, "rightExpression")!);
  const changes = others.map((other) =>
    replace(node, `${kind} operator`, `((${left}) ${other} (${right}))`, `${left} ${other} ${right}`),
  );
  if (kind !== "logical") return changes;
  return [...changes, ...[left, right].map((side) => replace(node, "removed operand", `(${side})`, side))];
}

/** Proposes the opposite of an assignment that calculates. */
export function changeAssignment(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "Assignment") return [];
  const other = ASSIGNMENT[node.operator as string];
  if (other === undefined) return [];
  const left = source.of(child(node, "leftHandSide")!);
  return [replace(node, "assignment", `${left} ${other} ${source.of(child(node, "rightHandSide")!)}`)];
}

/** Proposes to leave out `!`, `~` and `-`, and to count the other way. */
export function changeUnary(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "UnaryOperation") return [];
  const operand = source.of(child(node, "subExpression")!);
  const operator = node.operator as string;
  if (["!", "~", "-"].includes(operator)) return [replace(node, "unary operator", operand)];
  if (operator !== "++" && operator !== "--") return [];
  const other = operator === "++" ? "--" : "++";
  return [replace(node, "unary operator", node.prefix === true ? other + operand : operand + other)];
}

/** Proposes the opposite of what decides where to go on. */
export function negateCondition(node: AstNode, source: SourceText): Change[] {
  const condition = conditionOf(node);
  if (condition === undefined || condition.nodeType === "Literal") return [];
  if (condition.nodeType === "UnaryOperation") return [];
  if (condition.nodeType === "BinaryOperation" && OWN_OPPOSITE.has(condition.operator as string)) return [];
  return [replace(condition, "negated condition", `!(${source.of(condition)})`)];
}

function conditionOf(node: AstNode): AstNode | undefined {
  if (
    ["IfStatement", "WhileStatement", "DoWhileStatement", "ForStatement", "Conditional"].includes(
      node.nodeType,
    )
  )
    return child(node, "condition");
  const isRequire = node.nodeType === "FunctionCall" && node.expression?.name === "require";
  return isRequire ? node.arguments?.[0] : undefined;
}

/** Proposes both answers for one that is calculated. */
export function changeAnswer(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "Return") return [];
  const answer = node.expression;
  if (answer?.typeDescriptions?.typeIdentifier !== "t_bool" || answer.nodeType === "Literal") return [];
  const before = source.of(answer);
  return ["true", "false"].filter((text) => text !== before).map((text) => replace(answer, "answer", text));
}
