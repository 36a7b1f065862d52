/** Describes a node of solc's compact AST (Solidity or Yul), with the fields that are read here. */
export interface AstNode {
  readonly nodeType: string;
  /** `start:length:fileIndex`, in bytes. */
  readonly src: string;
  readonly id?: number;
  readonly name?: string;
  readonly memberName?: string;
  readonly expression?: AstNode;
  readonly functionName?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly referencedDeclaration?: number;
  /** Declarations of the names that a block of inline assembly uses from outside. */
  readonly externalReferences?: readonly { readonly src: string; readonly declaration: number }[];
  readonly typeDescriptions?: { readonly typeIdentifier?: string | null };
  readonly nodes?: readonly AstNode[];
  readonly [field: string]: unknown;
}

/** Calls `visit` for `root` and every node below it, in source order. */
export function walkAst(root: AstNode, visit: (node: AstNode) => void): void {
  visit(root);
  for (const value of Object.values(root)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isAstNode(child)) walkAst(child, visit);
    }
  }
}

function isAstNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as AstNode).nodeType === "string";
}
