import type { CodeSection } from "../../local-era/src/bytecode/code-section.ts";
import type { MappedInstruction } from "../../local-era/src/source-maps/source-map.ts";

/*
 * Not every instruction of IR code shows that the source it is attributed to has run. Constants and return addresses are
 * pushed when it suits the order of the stack, which may be before calls that come first in the source and may fail. Labels,
 * where paths join, are attributed to whatever the compiler wrote last. In creation code large constants become
 * calculations, which are attributed to the constant's first occurrence in the file.
 */

const PUSH0 = 0x5f;
const PUSH32 = 0x7f;
const JUMP = 0x56;
const JUMPI = 0x57;
const JUMPDEST = 0x5b;
const SWAP16 = 0x9f;
/** Opcodes that constants are calculated with. */
const CALCULATIONS = new Set([
  0x01 /* ADD */, 0x02 /* MUL */, 0x03 /* SUB */, 0x0a /* EXP */, 0x19 /* NOT */, 0x1b /* SHL */,
]);
const POP = 0x50;
const ENDS = new Set([JUMPI, 0x00 /* STOP */, 0xf3 /* RETURN */, 0xfd /* REVERT */, 0xfe /* INVALID */]);

/**
 * Returns the program counters of instructions in IR code that show nothing: pushes of return addresses, of jump targets and
 * of constants too early, and labels other than those that calls return to; in creation code everything constants are
 * calculated with.
 */
export function misleadingInstructions(
  instructions: readonly MappedInstruction[],
  section: CodeSection,
): Set<number> {
  const indexes = new Map(instructions.map(({ pc }, index) => [pc, index]));
  const isTarget = (pc: number | undefined): boolean =>
    pc !== undefined && instructions[indexes.get(pc) ?? -1]?.opcode === JUMPDEST;
  const misleads = (instruction: MappedInstruction, index: number): boolean => {
    if (section === "creation" && mayMakeConstant(instruction)) return true;
    if (isPush(instruction)) return isTarget(instruction.pushed) || isEarly(instructions, index, indexes);
    return instruction.opcode === JUMPDEST && !isCall(instructions[index - 1]);
  };
  return new Set(instructions.filter(misleads).map(({ pc }) => pc));
}

/** Tells whether source before that of a push runs after it, as far as execution continues without a branch. */
function isEarly(
  instructions: readonly MappedInstruction[],
  push: number,
  indexes: ReadonlyMap<number, number>,
): boolean {
  const { file, start } = instructions[push]!;
  for (
    let index: number | undefined = push + 1;
    index !== undefined;
    index = next(instructions, index, indexes)
  ) {
    const instruction = instructions[index];
    if (instruction === undefined) return false;
    if (!isPush(instruction) && instruction.file === file && instruction.end <= start) return true;
  }
  return false;
}

/** Returns the index of the next instruction, assuming that calls return; undefined at branches, ends and backward jumps. */
function next(
  instructions: readonly MappedInstruction[],
  index: number,
  indexes: ReadonlyMap<number, number>,
): number | undefined {
  const { opcode } = instructions[index]!;
  if (ENDS.has(opcode)) return undefined;
  if (opcode !== JUMP || isCall(instructions[index])) return index + 1;
  const target = instructions[index - 1]?.pushed;
  const targetIndex = target === undefined ? undefined : indexes.get(target);
  return targetIndex !== undefined && targetIndex > index ? targetIndex : undefined;
}

/** Tells whether an opcode calculates, or prepares the stack for it. */
function mayMakeConstant({ opcode }: MappedInstruction): boolean {
  return CALCULATIONS.has(opcode) || opcode === POP || (opcode >= PUSH0 && opcode <= SWAP16);
}

function isCall(instruction: MappedInstruction | undefined): boolean {
  return instruction?.opcode === JUMP && instruction.jump === "i";
}

function isPush({ opcode }: MappedInstruction): boolean {
  return opcode >= PUSH0 && opcode <= PUSH32;
}
