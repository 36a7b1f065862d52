/** A node of solc's syntax tree, of Solidity or of its inline assembly, with the fields that rules read. */
export interface TreeNode {
  readonly nodeType: string;
  /** `start:length:file`, in bytes. */
  readonly src: string;
  readonly id?: number;
  readonly name?: string;
  readonly memberName?: string;
  readonly kind?: string;
  readonly value?: unknown;
  readonly hexValue?: string;
  readonly constant?: boolean;
  readonly names?: readonly string[];
  readonly expression?: TreeNode;
  readonly functionName?: TreeNode;
  readonly arguments?: readonly TreeNode[];
  readonly referencedDeclaration?: number;
  /** What the names in a block of assembly stand for, by the names' places. */
  readonly externalReferences?: readonly { readonly src: string; readonly declaration: number }[];
  readonly typeDescriptions?: { readonly typeIdentifier?: string | null };
  readonly [field: string]: unknown;
}

/** Calls `visit` for a node and all below it, in the source's order, each with the node above it. */
export function walkTree(
  node: TreeNode,
  visit: (node: TreeNode, parent: TreeNode | undefined) => void,
  parent?: TreeNode,
): void {
  visit(node, parent);
  for (const value of Object.values(node).flat()) if (isTreeNode(value)) walkTree(value, visit, node);
}

function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

/** Returns the type of an expression as solc writes it, such as `t_address_payable`; an empty text if it has none. */
export function typeOf(node: TreeNode | undefined): string {
  return node?.typeDescriptions?.typeIdentifier ?? "";
}
