import { toBigInt } from "../primitives/hex.ts";
import { Memo } from "../primitives/memo.ts";

const PUSH0 = 0x5f;
const JUMPDEST = 0x5b;
const PUSH32 = 0x7f;

/** Holds what the interpreter must know about code before it can jump in it. */
export interface CodeAnalysis {
  /** Holds 1 at every valid jump destination. */
  readonly jumpDestinations: Uint8Array;
  /** Operands of PUSH1 to PUSH32 by their offset, filled in as they are encountered. */
  readonly pushOperands: bigint[];
}

/** Caches analyses: deployed code is the same byte array in every call. */
const analyses = new WeakMap<Uint8Array, CodeAnalysis>();
/** The newest of them by content: init code with its arguments is put together for each of an estimate's deployments. */
const newest = new Memo<CodeAnalysis>(32);

/** Analyses code that no longer changes. */
export function analyseCode(code: Uint8Array): CodeAnalysis {
  let analysis = analyses.get(code);
  if (analysis === undefined) {
    analysis = newest.recall(code, () => ({
      jumpDestinations: jumpDestinationsOf(code),
      pushOperands: new Array<bigint>(code.length),
    }));
    analyses.set(code, analysis);
  }
  return analysis;
}

/** Finds JUMPDESTs that are not part of a PUSH's operand. */
function jumpDestinationsOf(code: Uint8Array): Uint8Array {
  const destinations = new Uint8Array(code.length);
  for (let pc = 0; pc < code.length; pc++) {
    const opcode = code[pc];
    if (opcode === JUMPDEST) destinations[pc] = 1;
    else if (opcode! > PUSH0 && opcode! <= PUSH32) pc += opcode! - PUSH0;
  }
  return destinations;
}

/**
 * Reads the operand of `length` bytes at `start`. Code that ends within an operand stops there, so its value does not
 * matter.
 */
export function pushOperand(code: Uint8Array, start: number, length: number): bigint {
  return toBigInt(code.subarray(start, start + length));
}
