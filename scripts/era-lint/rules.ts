import type { ConstantValues } from "./constant-values";
import { typeOf, type TreeNode } from "./syntax-tree";

/** Something that compiles for EraVM without a word, and does something else there than on an EVM. */
export interface EraRule {
  readonly name: string;
  /** What is different, and what to write instead. */
  readonly message: string;
  matches(node: TreeNode, parent: TreeNode | undefined, constants: ConstantValues): boolean;
}

const CALLS = ["call", "staticcall", "delegatecall", "callcode"];
/** Precompiles of the EVM that Era has not: ripemd160, blake2f and the evaluation of points. */
const ABSENT_PRECOMPILES = [3n, 9n, 10n];
/** The first load of a word that EraVM ends a frame for. */
const FAR = 2n ** 32n - 32n;
/** Which arguments of an instruction are places in memory, calldata or returned data. */
const PLACES: Readonly<Record<string, readonly number[]>> = {
  calldataload: [0],
  mload: [0],
  mstore: [0],
  mstore8: [0],
  keccak256: [0],
  return: [0],
  revert: [0],
  calldatacopy: [0, 1],
  returndatacopy: [0, 1],
  mcopy: [0, 1],
};

/** The rules for this repository's contracts, beside what the compiler front reports in zksolc's words. */
export const ERA_RULES: readonly EraRule[] = [
  {
    name: "gas-left",
    message:
      "gas pays for published data too, which no caller can foresee; decide nothing by what is left of it",
    matches: (node, parent) =>
      isBuiltin(node, "gasleft") || (isInstruction(node, "gas") && !isGasOfCall(node, parent)),
  },
  {
    name: "call-gas",
    message:
      "gas that is given to a call bounds what it computes, and not what it publishes; give it all, or say what bounds the rest",
    matches: (node) =>
      (node.nodeType === "FunctionCallOptions" && node.names!.includes("gas")) ||
      (isInstruction(node, ...CALLS) && !isInstruction(node.arguments![0]!, "gas")),
  },
  {
    name: "origin",
    message:
      "tx.origin is whatever account sends the transaction, a contract too; compare msg.sender with an address that you know",
    matches: (node) => isMember(node, "t_magic_transaction", "origin") || isInstruction(node, "origin"),
  },
  {
    name: "caller-code",
    message:
      "people have accounts with code on Era, and a contract under construction has none; let it decide nothing about who calls",
    matches: (node) =>
      node.nodeType === "MemberAccess" && node.memberName === "length" && isCodeOfCaller(node.expression!),
  },
  {
    name: "block-constants",
    message:
      "coinbase, prevrandao, difficulty and gaslimit are constants on Era, and no source of chance; take it from an oracle",
    matches: (node) =>
      isMember(node, "t_magic_block", "coinbase", "prevrandao", "difficulty", "gaslimit") ||
      isInstruction(node, "coinbase", "prevrandao", "difficulty", "gaslimit"),
  },
  {
    name: "block-number",
    message: "blocks are the chain's own and come at no steady rate; measure time by block.timestamp",
    matches: (node) => isMember(node, "t_magic_block", "number") || isInstruction(node, "number"),
  },
  {
    name: "block-hash",
    message:
      "the hashes of 256 blocks reach back minutes only, and the operator chooses them; take chance from an oracle",
    matches: (node) => isBuiltin(node, "blockhash") || isInstruction(node, "blockhash"),
  },
  {
    name: "fees",
    message:
      "prices follow Era's own rules and leave out published data; read what a transaction may cost from its limits",
    matches: (node) =>
      isMember(node, "t_magic_block", "basefee") ||
      isMember(node, "t_magic_transaction", "gasprice") ||
      isInstruction(node, "basefee", "gasprice"),
  },
  {
    name: "code-hash",
    message:
      "the hash of an account's code is Era's versioned one, and not keccak256 of the code; compare with a hash of zksolc's",
    matches: (node) =>
      (node.nodeType === "MemberAccess" &&
        node.memberName === "codehash" &&
        typeOf(node.expression).startsWith("t_address")) ||
      isInstruction(node, "extcodehash"),
  },
  {
    name: "creation-code",
    message:
      "type(T).creationCode is a hash and a header on Era; create by new, or by the deployer's system contract with a bytecode's hash",
    matches: (node) => isMember(node, "t_magic_meta_type", "creationCode"),
  },
  {
    name: "own-code",
    message:
      "in a constructor, the code's size and bytes are those of its arguments; take arguments as Solidity gives them",
    matches: (node) => isInstruction(node, "codesize", "codecopy"),
  },
  {
    name: "raw-create",
    message:
      "code that is not a factory dependency of the transaction cannot be created; use new, or the deployer's system contract",
    matches: (node) => isInstruction(node, "create", "create2"),
  },
  {
    name: "evm-create2-address",
    message:
      "Era derives addresses by other formulas than the EVM, without 0xff; use L2ContractHelper of @matterlabs/zksync-contracts",
    matches: (node, _parent, constants) => isEvmCreate2(node, constants),
  },
  {
    name: "memory-size",
    message: "memory grows by bytes on Era, and not by words; take memory from the free memory pointer",
    matches: (node) => isInstruction(node, "msize"),
  },
  {
    name: "far-place",
    message:
      "a place past 2^32 - 33 ends the frame with all its gas, where the EVM reads zeros; check a length before you read",
    matches: (node, _parent, constants) => isFarAccess(node, constants),
  },
  {
    name: "absent-precompile",
    message:
      "Era has no ripemd160, blake2f or evaluation of points, and a call there fails with all its gas; write it in Solidity",
    matches: (node, _parent, constants) =>
      ABSENT_PRECOMPILES.some((address) => calledOrNamed(node, constants) === address),
  },
  {
    name: "system-address",
    message:
      "the compiler takes a call of a reserved address for an instruction of EraVM; use the libraries of @matterlabs/zksync-contracts",
    matches: (node, _parent, constants) => {
      const address = isInstruction(node, ...CALLS) ? constants.valueOf(node.arguments![1]) : undefined;
      return address !== undefined && address >= 0x8000n && address <= 0xffffn;
    },
  },
];

function isInstruction(node: TreeNode, ...names: readonly string[]): boolean {
  return node.nodeType === "YulFunctionCall" && names.includes(node.functionName!.name!);
}

/** Tells a function of Solidity itself from a contract's of the same name by its type. */
function isBuiltin(node: TreeNode, name: string): boolean {
  return node.nodeType === "Identifier" && typeOf(node).startsWith(`t_function_${name}_`);
}

function isMember(node: TreeNode, type: string, ...names: readonly string[]): boolean {
  return (
    node.nodeType === "MemberAccess" &&
    names.includes(node.memberName!) &&
    typeOf(node.expression).startsWith(type)
  );
}

function isGasOfCall(node: TreeNode, parent: TreeNode | undefined): boolean {
  return parent !== undefined && isInstruction(parent, ...CALLS) && parent.arguments![0] === node;
}

function isCodeOfCaller({ nodeType, memberName, expression }: TreeNode): boolean {
  if (nodeType !== "MemberAccess" || memberName !== "code") return false;
  return (
    isMember(expression!, "t_magic_message", "sender") ||
    isMember(expression!, "t_magic_transaction", "origin")
  );
}

/** Whether something is packed as the EVM packs it for CREATE2: 0xff, deployer, salt, hash. */
function isEvmCreate2(
  { nodeType, expression, arguments: given = [] }: TreeNode,
  constants: ConstantValues,
): boolean {
  if (nodeType !== "FunctionCall" || given.length !== 4) return false;
  const packs =
    (expression?.memberName === "encodePacked" &&
      typeOf(expression).startsWith("t_function_abiencodepacked_")) ||
    typeOf(expression).startsWith("t_function_bytesconcat_");
  return packs && (constants.valueOf(given[0]) === 0xffn || given[0]!.hexValue === "ff");
}

function isFarAccess(node: TreeNode, constants: ConstantValues): boolean {
  if (node.nodeType !== "YulFunctionCall") return false;
  const places = PLACES[node.functionName!.name!] ?? [];
  return places.some((index) => (constants.valueOf(node.arguments![index]) ?? 0n) >= FAR);
}

/** Returns the address that assembly calls, or that a conversion makes of a number. */
function calledOrNamed(node: TreeNode, constants: ConstantValues): bigint | undefined {
  if (isInstruction(node, ...CALLS)) return constants.valueOf(node.arguments![1]);
  const converts = node.kind === "typeConversion" && typeOf(node).startsWith("t_address");
  return converts ? constants.valueOf(node) : undefined;
}
