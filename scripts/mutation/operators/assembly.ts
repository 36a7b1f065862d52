import type { AstNode } from "../../../local-era/src/zksolc/ast";
import { child, childList } from "../../../local-era/src/source-maps/sites";
import { replace, type Change, type SourceText } from "../change";

/** Instructions of two operands, and those they become. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  lt: ["gt", "iszero lt"],
  gt: ["lt", "iszero gt"],
  slt: ["sgt", "iszero slt"],
  sgt: ["slt", "iszero sgt"],
  eq: ["iszero eq"],
  add: ["sub"],
  sub: ["add"],
  mul: ["div"],
  div: ["mul"],
  mod: ["mul"],
  and: ["or"],
  or: ["and"],
  xor: ["and"],
  shl: ["shr"],
  shr: ["shl"],
};

/** Proposes other instructions, and to leave out the inversions of one operand. */
export function changeInstruction(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "YulFunctionCall") return [];
  const name = node.functionName!.name!;
  const operands = childList(node, "arguments").map((operand) => source.of(operand));
  if (name === "iszero" || name === "not") return [replace(node, "assembly operator", operands[0]!)];
  return (OTHERS[name] ?? []).map((other) => {
    const isInverse = other.startsWith("iszero ");
    const call = `${other.replace("iszero ", "")}(${operands.join(", ")})`;
    return replace(node, "assembly operator", isInverse ? `iszero(${call})` : call);
  });
}

/** Proposes the opposite of a condition that is no comparison, which has an opposite already. */
export function negateAssemblyCondition(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "YulIf") return [];
  const condition = child(node, "condition")!;
  const name = condition.functionName?.name ?? "";
  if (name === "iszero" || (OTHERS[name] ?? []).some((other) => other.startsWith("iszero"))) return [];
  return [replace(condition, "negated condition", `iszero(${source.of(condition)})`)];
}
