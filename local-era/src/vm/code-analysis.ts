import { toBigInt } from "../primitives/hex.ts";

const PUSH0 = 0x5f;
const JUMPDEST = 0x5b;
const PUSH32 = 0x7f;

/** What the interpreter works out about code before it can jump in it. */
export interface CodeAnalysis {
  /** 1 where a jump may land. */
  readonly jumpDestinations: Uint8Array;
  /** Operands of PUSH1 to PUSH32 by where they begin, as they are come across. */
  readonly pushOperands: bigint[];
}

/** Deployed code is the same bytes in every call, and is analysed once. */
const analyses = new WeakMap<Uint8Array, CodeAnalysis>();

/** The analysis of code that no longer changes. */
export function analyseCode(code: Uint8Array): CodeAnalysis {
  let analysis = analyses.get(code);
  if (analysis === undefined) {
    analysis = { jumpDestinations: jumpDestinationsOf(code), pushOperands: new Array<bigint>(code.length) };
    analyses.set(code, analysis);
  }
  return analysis;
}

/** JUMPDESTs that are not part of a PUSH's operand. */
function jumpDestinationsOf(code: Uint8Array): Uint8Array {
  const destinations = new Uint8Array(code.length);
  for (let pc = 0; pc < code.length; pc++) {
    const opcode = code[pc];
    if (opcode === JUMPDEST) destinations[pc] = 1;
    else if (opcode! > PUSH0 && opcode! <= PUSH32) pc += opcode! - PUSH0;
  }
  return destinations;
}

/** The operand of `length` bytes that begins at `start`. Code that ends within it ends there: nobody sees the number. */
export function pushOperand(code: Uint8Array, start: number, length: number): bigint {
  return toBigInt(code.subarray(start, start + length));
}
