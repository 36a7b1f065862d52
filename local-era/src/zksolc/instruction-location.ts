import { walkAst } from "./ast.ts";
import type { AstNode } from "./ast.ts";
import { contains, rangeOf } from "./range.ts";
import type { SourceLocation } from "./standard-json.ts";
import type { YulCall } from "./yul-object.ts";

/**
 * The places in the sources that made the compiler use an instruction. The IR places inline assembly at its whole
 * block, and what helper functions do at the contract; the tree of that source says more. When it does not (the code
 * came from another file), the IR's place stands.
 */
export function locateInstruction(
  { name, location }: YulCall,
  ast: AstNode | undefined,
): (SourceLocation | undefined)[] {
  if (location === undefined || ast === undefined) return [location];
  const places: SourceLocation[] = [];
  walkAst(ast, (node) => {
    const range = rangeOf(node);
    if (contains(location, range) && usesInstruction(node, name))
      places.push({ file: location.file, ...range });
  });
  return places.length > 0 ? places : [location];
}

function usesInstruction(
  { nodeType, functionName, memberName, expression }: AstNode,
  instruction: string,
): boolean {
  if (nodeType === "YulFunctionCall") return functionName?.name === instruction;
  return (
    instruction === "extcodecopy" &&
    nodeType === "MemberAccess" &&
    memberName === "code" &&
    (expression?.typeDescriptions?.typeIdentifier ?? "").startsWith("t_address")
  );
}
