const PUSH0 = 0x5f;
const PUSH32 = 0x7f;
const WORD = 32;

/** Caches what was found: deployed code is the same byte array in every call. */
const found = new WeakMap<Uint8Array, ReadonlySet<number>>();

/**
 * Finds where deployed code has its immutables: the offsets of those operands of PUSH32 that are zero in the code as it
 * was compiled, into which the constructor writes them.
 *
 * @param initCode returns what the code was deployed by; it contains the code as it was compiled.
 */
export function immutableOperands(runtime: Uint8Array, initCode: () => Uint8Array): ReadonlySet<number> {
  let operands = found.get(runtime);
  if (operands === undefined) found.set(runtime, (operands = findOperands(runtime, initCode())));
  return operands;
}

function findOperands(runtime: Uint8Array, initCode: Uint8Array): ReadonlySet<number> {
  const operands = new Set<number>();
  const compiled = compiledForm(runtime, initCode);
  for (let pc = 0; pc < compiled.length; pc++) {
    const opcode = compiled[pc]!;
    const operand = pc + 1;
    if (opcode === PUSH32 && compiled.subarray(operand, operand + WORD).every((byte) => byte === 0)) {
      operands.add(operand);
    }
    if (opcode > PUSH0 && opcode <= PUSH32) pc += opcode - PUSH0;
  }
  return operands;
}

/** Returns the part of the init code that the code became of; empty if the constructor made it in another way. */
function compiledForm(runtime: Uint8Array, initCode: Uint8Array): Uint8Array {
  for (let start = 0; start + runtime.length <= initCode.length; start++) {
    const candidate = initCode.subarray(start, start + runtime.length);
    // The constructor writes where there are zeros, and nowhere else.
    if (candidate.every((byte, i) => byte === 0 || byte === runtime[i])) return candidate;
  }
  return initCode.subarray(0, 0);
}
