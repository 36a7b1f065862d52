import { walkAst } from "./ast.ts";
import type { AstNode } from "./ast.ts";

const WHOLE_NUMBER = /^t_rational_(\d+)_by_1$/;
const UNSIGNED = /^t_uint(\d+)$/;
const WORD_BITS = 256n;

/** Evaluates operators; undefined where Solidity would revert or the number would be useless. */
const OPERATORS: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0n ? undefined : a / b),
  "%": (a, b) => (b === 0n ? undefined : a % b),
  "**": (a, b) => (b > WORD_BITS ? undefined : a ** b),
  "<<": (a, b) => (b > WORD_BITS ? undefined : a << b),
  ">>": (a, b) => (b > WORD_BITS ? 0n : a >> b),
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
};

/**
 * Evaluates constant expressions in a compilation's syntax trees, as far as they are unsigned integers. Undefined means
 * that the value is not known for sure.
 */
export class Constants {
  /** By AST id. */
  readonly #variables = new Map<number, AstNode>();
  /** AST id of the variable that a name in inline assembly refers to, by the name's location. */
  readonly #assemblyNames = new Map<string, number>();

  constructor(trees: Iterable<AstNode>) {
    for (const tree of trees) walkAst(tree, (node) => this.#add(node));
  }

  valueOf(expression: AstNode | undefined): bigint | undefined {
    if (expression === undefined) return undefined;
    if (expression.nodeType === "YulLiteral") return literalInAssembly(expression);
    if (expression.nodeType === "YulIdentifier")
      return this.#valueOfVariable(this.#assemblyNames.get(expression.src));
    const type = expression.typeDescriptions?.typeIdentifier ?? "";
    const digits = WHOLE_NUMBER.exec(type)?.[1];
    if (digits !== undefined) return BigInt(digits);
    const bits = UNSIGNED.exec(type)?.[1];
    return bits === undefined ? undefined : this.#valueOfUnsigned(expression, Number(bits));
  }

  #add(node: AstNode): void {
    if (node.nodeType === "VariableDeclaration" && node.constant === true) {
      this.#variables.set(node.id!, node);
    }
    for (const { src, declaration } of node.externalReferences ?? []) {
      this.#assemblyNames.set(src, declaration);
    }
  }

  /** Looks up an unsigned constant. Other types are left out: the number behind a `bytes4` depends on the context. */
  #valueOfVariable(id: number | undefined): bigint | undefined {
    const variable = id === undefined ? undefined : this.#variables.get(id);
    if (!UNSIGNED.test(variable?.typeDescriptions?.typeIdentifier ?? "")) return undefined;
    return this.valueOf(variable!.value as AstNode | undefined);
  }

  #valueOfUnsigned(node: AstNode, bits: number): bigint | undefined {
    switch (node.nodeType) {
      case "Identifier":
        return this.#valueOfVariable(node.referencedDeclaration);
      case "MemberAccess":
        return boundOfType(node, bits) ?? this.#valueOfVariable(node.referencedDeclaration);
      case "TupleExpression":
        return this.valueOf((node.components as AstNode[])[0]);
      case "FunctionCall":
        return node.kind === "typeConversion" ? within(bits, this.valueOf(node.arguments![0])) : undefined;
      case "BinaryOperation":
        return within(bits, this.#valueOfOperation(node));
      default:
        return undefined;
    }
  }

  #valueOfOperation({ operator, leftExpression, rightExpression }: AstNode): bigint | undefined {
    const left = this.valueOf(leftExpression as AstNode);
    const right = this.valueOf(rightExpression as AstNode);
    if (left === undefined || right === undefined) return undefined;
    return OPERATORS[operator as string]?.(left, right);
  }
}

function literalInAssembly({ kind, value }: AstNode): bigint | undefined {
  return kind === "number" ? BigInt(value as string) : undefined;
}

/** Evaluates `type(uint64).max` and the like. */
function boundOfType({ memberName, expression }: AstNode, bits: number): bigint | undefined {
  if (expression?.typeDescriptions?.typeIdentifier !== `t_magic_meta_type_t_uint${bits}`) return undefined;
  if (memberName === "min") return 0n;
  return memberName === "max" ? 2n ** BigInt(bits) - 1n : undefined;
}

/** Rejects a value that does not fit its type: it is truncated, wraps or reverts, depending on the context. */
function within(bits: number, value: bigint | undefined): bigint | undefined {
  return value !== undefined && value >= 0n && value < 2n ** BigInt(bits) ? value : undefined;
}
