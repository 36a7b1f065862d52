import { walkAst } from "./ast.ts";
import type { AstNode } from "./ast.ts";
import { contains, rangeOf } from "./range.ts";
import type { SourceLocation } from "./standard-json.ts";
import type { YulCall } from "./yul-object.ts";

/**
 * Finds the source locations that made the compiler use an instruction. The IR locates inline assembly at its entire
 * block, and helper functions at the contract; the source's syntax tree is more precise. When it does not help (the
 * code came from another file), the IR's location is used.
 */
export function locateInstruction(
  { name, location }: YulCall,
  ast: AstNode | undefined,
): (SourceLocation | undefined)[] {
  if (location === undefined || ast === undefined) return [location];
  const locations: SourceLocation[] = [];
  walkAst(ast, (node) => {
    const range = rangeOf(node);
    if (contains(location, range) && usesInstruction(node, name))
      locations.push({ file: location.file, ...range });
  });
  return locations.length > 0 ? locations : [location];
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
