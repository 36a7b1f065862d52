import { fromHex } from "../primitives/hex.ts";
import type { MappedCode } from "./build.ts";

const PUSH1 = 0x60;
const PUSH32 = 0x7f;

/** Describes an instruction and the source that it was generated from. */
export interface MappedInstruction {
  readonly pc: number;
  readonly opcode: number;
  /** The operand of a PUSH1, PUSH2 or PUSH3, which may be a program counter. */
  readonly pushed: number | undefined;
  /** Number of the source file; -1 and unknown numbers mark code of the compiler's own. */
  readonly file: number;
  /** In bytes from the beginning of the file. */
  readonly start: number;
  readonly end: number;
  /** `i` for a jump into a function, `o` for a jump out of it. */
  readonly jump: string;
}

/**
 * Reads solc's source map: `start:length:file:jump:modifierDepth` for each instruction, separated by `;`, where an
 * empty or missing field repeats the previous one.
 * (https://docs.soliditylang.org/en/v0.8.30/internals/source_mappings.html)
 */
export function mapInstructions({ object, sourceMap }: MappedCode): MappedInstruction[] {
  if (object === "") return [];
  // The address of a library that is not linked yet takes as many bytes as any address.
  const code = Buffer.from(fromHex(`0x${object.replace(/__\$.{34}\$__/g, "0".repeat(40))}`));
  const fields = ["0", "0", "-1", "-"];
  let pc = 0;
  return sourceMap.split(";").map((entry) => {
    entry.split(":").forEach((field, i) => field !== "" && (fields[i] = field));
    const [start, length, file] = fields.map(Number) as [number, number, number];
    const opcode = code[pc]!;
    const width = opcode >= PUSH1 && opcode <= PUSH32 ? opcode - PUSH1 + 1 : 0;
    const pushed = width > 0 && width <= 3 ? code.readUIntBE(pc + 1, width) : undefined;
    const instruction = { pc, opcode, pushed, file, start, end: start + length, jump: fields[3]! };
    pc += 1 + width;
    return instruction;
  });
}
