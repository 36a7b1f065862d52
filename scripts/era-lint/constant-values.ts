import { walkTree, type TreeNode } from "./syntax-tree";

/** The whole numbers that literals, constants and conversions of them stand for, in Solidity and in assembly. */
export class ConstantValues {
  /** Values of constants, by the constants' ids. */
  readonly #constants = new Map<number, TreeNode>();
  /** What names in assembly stand for, by the names' places. */
  readonly #outside = new Map<string, number>();

  /** Reads the trees of a whole compilation: a constant may be another file's. */
  constructor(trees: readonly TreeNode[]) {
    for (const tree of trees) walkTree(tree, (node) => this.#read(node));
  }

  #read({ nodeType, constant, id, value, externalReferences = [] }: TreeNode): void {
    if (nodeType === "VariableDeclaration" && constant && value) this.#constants.set(id!, value as TreeNode);
    for (const { src, declaration } of externalReferences) this.#outside.set(src, declaration);
  }

  /** Returns a node's value; undefined if it is not known when the contract is compiled, or is no number. */
  valueOf(node: TreeNode | undefined): bigint | undefined {
    switch (node?.nodeType) {
      case "Literal":
        return node.kind === "number" ? wholeNumber(String(node.value)) : undefined;
      case "YulLiteral":
        return node.kind === "number" ? wholeNumber(String(node.value)) : undefined;
      case "FunctionCall":
        return node.kind === "typeConversion" ? this.valueOf(node.arguments![0]) : undefined;
      case "Identifier":
        return this.#constant(node.referencedDeclaration);
      case "YulIdentifier":
        return this.#constant(this.#outside.get(node.src));
      default:
        return undefined;
    }
  }

  #constant(id: number | undefined): bigint | undefined {
    return id === undefined ? undefined : this.valueOf(this.#constants.get(id));
  }
}

function wholeNumber(text: string): bigint | undefined {
  const digits = text.replaceAll("_", "");
  return /^(\d+|0x[0-9a-fA-F]+)$/.test(digits) ? BigInt(digits) : undefined;
}
