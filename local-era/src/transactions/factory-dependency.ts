import { unpackInitCode } from "../bytecode/container.ts";
import { validateBytecode } from "../bytecode/bytecode-hash.ts";
import { TransactionParseError } from "./parse-error.ts";

const WORD = 32;
/** Explains the chain's errors about a bytecode's size: such code usually comes from another compiler. */
const NOT_FOR_ERA =
  ": this is not bytecode for Era, but probably EVM code from plain solc. The node runs bytecode from the embedded " +
  "compiler: compile the contract with local-era's zksolc.";

/**
 * Refuses bytecodes that Era would refuse (size rules) and EraVM bytecode, which this node cannot run. Throws {@link
 * TransactionParseError} that names the dependency.
 */
export function validateFactoryDependencies(deps: readonly Uint8Array[]): void {
  deps.forEach((dep, index) => {
    try {
      requireDeployable(dep);
    } catch (error) {
      throw new TransactionParseError(`factory dependency #${index} is invalid: ${reasonOf(error)}`);
    }
  });
}

/** Throws an Error that says why a bytecode cannot be deployed on this node. */
export function requireDeployable(bytecode: Uint8Array): void {
  try {
    validateBytecode(bytecode);
  } catch (error) {
    const isEraSize = (bytecode.length / WORD) % 2 === 1;
    throw new Error(`${reasonOf(error)}${isEraSize ? "" : NOT_FOR_ERA}`, { cause: error });
  }
  try {
    unpackInitCode(bytecode);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
