import type { CodeSection } from "../../local-era/src/bytecode/code-section.ts";
import type { MappedBuild, Pipeline } from "../../local-era/src/source-maps/build.ts";
import { mapInstructions } from "../../local-era/src/source-maps/source-map.ts";
import type { MappedInstruction } from "../../local-era/src/source-maps/source-map.ts";
import { contains, isSame } from "../../local-era/src/zksolc/range.ts";
import type { Range } from "../../local-era/src/zksolc/range.ts";
import { findEmptyReceive } from "./empty-receive.ts";
import { misleadingInstructions } from "./misleading.ts";
import { Recordings } from "./recording.ts";
import type { Recording, Times } from "./recording.ts";

const JUMP = 0x56;
const JUMPI = 0x57;
const JUMPDEST = 0x5b;
const SECTIONS: readonly CodeSection[] = ["creation", "runtime"];

/** What one piece of code shows about a range of a source. */
export interface Witness extends Range {
  readonly pipeline: Pipeline;
  /** How often the busiest instruction ran. */
  executed: number;
  /** The conditional jumps, in the order of the code. */
  readonly conditionalJumps: Times[];
  /** Jumps into functions, and the labels they return to. */
  readonly calls: Times[];
  readonly landings: Times[];
  /** How often a function returned. */
  left: number;
}

/** What was executed of all code that one source file was compiled to. */
export class FileEvidence {
  readonly #witnesses: readonly Witness[];

  constructor(witnesses: readonly Witness[]) {
    this.#witnesses = witnesses;
  }

  /** Returns what code of exactly this range shows, for each piece of code. */
  exactly(range: Range): Witness[] {
    return this.#witnesses.filter((witness) => isSame(witness, range));
  }

  /** Returns what code of this range and of its parts shows. */
  within(range: Range): Witness[] {
    return this.#witnesses.filter((witness) => contains(range, witness));
  }

  /** Returns how often the range ran, 0 for never; undefined if no code was generated for it. */
  executions(range: Range): number | undefined {
    const witnesses = this.within(range);
    return witnesses.length === 0 ? undefined : Math.max(...witnesses.map(({ executed }) => executed));
  }
}

/** Groups what was recorded by the numbers of the source files it came from. */
export function gatherEvidence(
  build: MappedBuild,
  recorded: readonly Recording[],
): Map<number, FileEvidence> {
  const recordings = new Recordings(recorded);
  const byFile = new Map<number, Witness[]>();
  for (const contract of build.contracts) {
    const { hash, pipeline, code } = contract;
    for (const section of SECTIONS) {
      const witnesses = new Map<string, Witness>();
      const instructions = mapInstructions(code[section]);
      const misleading = pipeline === "ir" ? misleadingInstructions(instructions, section) : new Set();
      for (const instruction of instructions) {
        const witness = witnessOf(instruction, witnesses, byFile, pipeline);
        if (misleading.has(instruction.pc)) continue;
        testify(witness, instruction, recordings.times(hash, section, instruction.pc));
      }
      if (pipeline !== "ir" || section !== "runtime") continue;
      const receive = findEmptyReceive(build, contract, instructions);
      if (receive === undefined) continue;
      const { file, range, jump } = receive;
      witnessOf({ file, ...range }, witnesses, byFile, pipeline).left += recordings.times(
        hash,
        section,
        jump,
      ).jumped;
    }
  }
  return new Map([...byFile].map(([file, witnesses]) => [file, new FileEvidence(witnesses)]));
}

function witnessOf(
  { file, start, end }: Pick<MappedInstruction, "file" | "start" | "end">,
  known: Map<string, Witness>,
  byFile: Map<number, Witness[]>,
  pipeline: Pipeline,
): Witness {
  const key = `${file}:${start}:${end}`;
  let witness = known.get(key);
  if (witness === undefined) {
    witness = {
      start,
      end,
      pipeline,
      executed: 0,
      conditionalJumps: [],
      calls: [],
      landings: [],
      left: 0,
    };
    known.set(key, witness);
    const inFile = byFile.get(file);
    if (inFile === undefined) byFile.set(file, [witness]);
    else inFile.push(witness);
  }
  return witness;
}

function testify(witness: Witness, { opcode, jump }: MappedInstruction, times: Times): void {
  witness.executed = Math.max(witness.executed, times.executed);
  if (opcode === JUMPI) witness.conditionalJumps.push(times);
  if (opcode === JUMPDEST) witness.landings.push(times);
  if (opcode === JUMP && jump === "i") witness.calls.push(times);
  if (opcode === JUMP && jump === "o") witness.left += times.executed;
}
