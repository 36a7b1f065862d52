import { MAX_INIT_CODE_LENGTH } from "../bytecode/container.ts";
import { diagnostic } from "./diagnostic.ts";
import type { CompiledContract } from "./era-contracts.ts";
import type { Diagnostic } from "./standard-json.ts";

/** Reports contracts whose code is too large for any bytecode on Era. */
export function checkSizes(compiled: readonly CompiledContract[]): Diagnostic[] {
  return compiled.flatMap(({ file, contractName, solc }) => {
    const bytes = (solc.evm?.bytecode?.object.length ?? 0) / 2;
    if (bytes <= MAX_INIT_CODE_LENGTH) return [];
    const message = `The code of ${file}:${contractName} takes ${bytes} bytes, and a bytecode holds ${MAX_INIT_CODE_LENGTH}.`;
    return diagnostic("error", message, undefined, {});
  });
}
