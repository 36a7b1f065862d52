import { walkAst } from "./ast.ts";
import type { AstNode } from "./ast.ts";

/** Describes something that zksolc finds in the syntax tree and reports. */
export interface AstRestriction {
  readonly severity: "error" | "warning";
  /** The name in `suppressedErrors` or `suppressedWarnings`. */
  readonly name: string;
  readonly message: string;
  matches(node: AstNode): boolean;
}

const SEND_TRANSFER = (
  call: string,
) => `You are using '<address payable>.${call}(<X>)' without providing the gas amount. \
Such calls will fail depending on the pubdata costs.
Please use 'payable(<address>).call{value: <X>}("")' instead, but be careful with the reentrancy attack: \
'send' and 'transfer' forward limited gas, and 'call' forwards all of it.
See the checks-effects-interactions pattern in Solidity's security considerations.`;

const RUNTIME_CODE = `Deploy and runtime code are merged in EraVM, so accessing 'type(T).runtimeCode' is not possible. \
Please consider changing the functionality relying on reading runtime code to a different approach.`;

const TX_ORIGIN = `You are checking for 'tx.origin', which might lead to unexpected behavior. \
ZKsync Era comes with native account abstraction support, and therefore the initiator of a transaction might be different \
from the contract calling your code. It is highly recommended NOT to rely on 'tx.origin', but use 'msg.sender' instead.`;

const ASSEMBLY_CREATE = `You are using 'create'/'create2' in an assembly block, probably by providing bytecode and expecting \
an EVM-like behavior. EraVM does not use bytecode for contract deployment. Instead, it refers to contracts using their \
bytecode hashes. In order to deploy a contract, please use the 'new' operator in Solidity instead of raw \
'create'/'create2' in assembly.`;

function callsOnPayableAddress(member: string): (node: AstNode) => boolean {
  return ({ nodeType, expression }) =>
    nodeType === "FunctionCall" &&
    expression?.nodeType === "MemberAccess" &&
    expression.memberName === member &&
    typeOf(expression.expression) === "t_address_payable";
}

/** Lists zksolc's checks on the tree, in the order in which they are reported. */
export const AST_RESTRICTIONS: readonly AstRestriction[] = [
  ...["send", "transfer"].map((member) => ({
    severity: "error" as const,
    name: "sendtransfer",
    message: SEND_TRANSFER(member),
    matches: callsOnPayableAddress(member),
  })),
  {
    severity: "error",
    name: "ripemd160",
    message: "The `ripemd160` precompile is not supported in EraVM yet.",
    matches: (node) => node.nodeType === "Identifier" && typeOf(node).startsWith("t_function_ripemd160_"),
  },
  {
    severity: "error",
    name: "runtimecode",
    message: RUNTIME_CODE,
    matches: ({ nodeType, memberName, expression }) =>
      nodeType === "MemberAccess" &&
      memberName === "runtimeCode" &&
      typeOf(expression).startsWith("t_magic_meta_type"),
  },
  {
    severity: "warning",
    name: "txorigin",
    message: TX_ORIGIN,
    matches: (node) =>
      callsInAssembly(node, "origin") ||
      (node.nodeType === "MemberAccess" &&
        node.memberName === "origin" &&
        typeOf(node.expression) === "t_magic_transaction"),
  },
  {
    severity: "warning",
    name: "assemblycreate",
    message: ASSEMBLY_CREATE,
    matches: (node) => callsInAssembly(node, "create") || callsInAssembly(node, "create2"),
  },
];

/** Finds the nodes of a source's tree that violate a list of restrictions. */
export function findAstRestrictions(
  ast: AstNode,
  restrictions: readonly AstRestriction[],
): { restriction: AstRestriction; node: AstNode }[] {
  const found: { restriction: AstRestriction; node: AstNode }[] = [];
  walkAst(ast, (node) => {
    for (const restriction of restrictions) {
      if (restriction.matches(node)) found.push({ restriction, node });
    }
  });
  return found;
}

function typeOf(node: AstNode | undefined): string {
  return node?.typeDescriptions?.typeIdentifier ?? "";
}

/** Tells whether a node is a call of a Yul builtin (or function) of that name. */
export function callsInAssembly(node: AstNode, name: string): boolean {
  return node.nodeType === "YulFunctionCall" && node.functionName?.name === name;
}
