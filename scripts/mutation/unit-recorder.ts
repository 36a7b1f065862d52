import { misleadingInstructions } from "../../era-coverage/src/misleading";
import type { CodeSection } from "../../local-era/src/bytecode/code-section";
import type { Hex } from "../../local-era/src/primitives/hex";
import type { MappedBuild, MappedContract } from "../../local-era/src/source-maps/build";
import { mapInstructions } from "../../local-era/src/source-maps/source-map";
import type { CodeRecorder } from "../../local-era/src/vm/code-recorder";
import type { RunState } from "../../local-era/src/vm/interpreter-state";
import type { OpcodeEntry } from "../../local-era/src/vm/opcode-entry";
import { contains, type Range } from "../../local-era/src/zksolc/range";

const NONE = -1;

interface Unit extends Range {
  readonly index: number;
}

/** Records which units of the contracts run. */
export class UnitRecorder implements CodeRecorder {
  readonly #contracts: ReadonlyMap<string, MappedContract>;
  /** By the number of the file, the smallest first. */
  readonly #units = new Map<number, Unit[]>();
  /** The unit of each instruction, by code. */
  readonly #maps = new Map<string, Int32Array>();
  readonly #running = new WeakMap<Uint8Array, Int32Array>();
  #seen = new Set<number>();

  /** @param names those of `unitNames` */
  constructor(build: MappedBuild, names: readonly string[]) {
    this.#contracts = new Map(build.contracts.map((contract) => [contract.hash, contract]));
    names.forEach((name, index) => {
      const [file, start, end] = name.split(":") as [string, string, string];
      const { id } = build.sources[file]!;
      const inFile = this.#units.get(id) ?? [];
      this.#units.set(id, [...inFile, { index, start: Number(start), end: Number(end) }]);
    });
    for (const units of this.#units.values()) units.sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  /** Makes every instruction of the interpreter note its unit. */
  install(entries: readonly (OpcodeEntry | undefined)[]): void {
    for (const entry of new Set(entries)) {
      if (entry === undefined) continue;
      const { opHandler } = entry;
      entry.opHandler = (runState, common) => {
        this.#note(runState);
        return opHandler(runState, common);
      };
    }
  }

  /** Notes which contract `code` belongs to. */
  begin(code: Uint8Array, bytecodeHash: Hex, section: CodeSection): void {
    if (this.#running.has(code)) return;
    const contract = this.#contracts.get(bytecodeHash);
    if (contract !== undefined) this.#running.set(code, this.#mapOf(contract, section));
  }

  /** Returns what has run since this was asked last. */
  take(): number[] {
    const seen = [...this.#seen].sort((a, b) => a - b);
    this.#seen = new Set();
    return seen;
  }

  #note({ code, programCounter }: RunState): void {
    const unit = this.#running.get(code)?.[programCounter - 1] ?? NONE;
    if (unit !== NONE) this.#seen.add(unit);
  }

  #mapOf({ hash, code, pipeline }: MappedContract, section: CodeSection): Int32Array {
    const key = `${hash}.${section}`;
    let map = this.#maps.get(key);
    if (map === undefined) {
      map = new Int32Array(code[section].object.length / 2).fill(NONE);
      const instructions = mapInstructions(code[section]);
      const misleading = pipeline === "ir" ? misleadingInstructions(instructions, section) : new Set();
      for (const instruction of instructions) {
        if (misleading.has(instruction.pc)) continue;
        const unit = this.#units.get(instruction.file)?.find((each) => contains(each, instruction));
        if (unit !== undefined) map[instruction.pc] = unit.index;
      }
      this.#maps.set(key, map);
    }
    return map;
  }
}
