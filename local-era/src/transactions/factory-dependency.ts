import { unpackInitCode } from "../bytecode/container.ts";
import { validateBytecode } from "../bytecode/hash.ts";
import { TransactionParseError } from "./parse-error.ts";

/**
 * Refuses bytecodes Era would refuse (size rules) and EraVM bytecode, which this node has no machine for.
 * Throws {@link TransactionParseError} that names the dependency.
 */
export function validateFactoryDependencies(deps: readonly Uint8Array[]): void {
  deps.forEach((dep, index) => {
    try {
      requireDeployable(dep);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TransactionParseError(`factory dependency #${index} is invalid: ${reason}`);
    }
  });
}

/** Throws an Error saying why a bytecode cannot be deployed on this node. */
export function requireDeployable(bytecode: Uint8Array): void {
  validateBytecode(bytecode);
  try {
    unpackInitCode(bytecode);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason} See docs/toolchain.md.`, { cause: error });
  }
}
