import type { CodeSection } from "../../local-era/src/bytecode/code-section.ts";
import type { Hex } from "../../local-era/src/primitives/hex.ts";
import type { CodeRecorder } from "../../local-era/src/vm/code-recorder.ts";
import type { RunState } from "../../local-era/src/vm/interpreter-state.ts";
import type { OpcodeEntry } from "../../local-era/src/vm/opcode-entry.ts";
import type { Executed, Recording } from "./recording.ts";

const JUMPI = 0x57;

/** Counts for one piece of code, by program counter. */
class Counts {
  readonly executed: Uint32Array;
  readonly jumped: Uint32Array;

  constructor(length: number) {
    this.executed = new Uint32Array(length);
    this.jumped = new Uint32Array(length);
  }

  toExecuted(): Executed {
    return Array.from(this.executed).flatMap((times, pc) => {
      if (times === 0) return [];
      const jumped = this.jumped[pc]!;
      return [jumped === 0 ? ([pc, times] as const) : ([pc, times, jumped] as const)];
    });
  }
}

/** Counts which instructions contracts execute. An instruction that ran out of gas was not executed. */
export class CoverageRecorder implements CodeRecorder {
  readonly #counts = new Map<Hex, Map<CodeSection, Counts>>();
  readonly #running = new WeakMap<Uint8Array, Counts>();

  /** Makes every instruction of the interpreter count itself. */
  install(entries: readonly (OpcodeEntry | undefined)[]): void {
    for (const entry of new Set(entries)) {
      if (entry === undefined) continue;
      const { opHandler } = entry;
      entry.opHandler = (runState, common) => {
        this.#count(runState);
        return opHandler(runState, common);
      };
    }
  }

  /** Notes which contract `code` belongs to before it runs. Constructor arguments may follow init code. */
  begin(code: Uint8Array, bytecodeHash: Hex, section: CodeSection): void {
    if (this.#running.has(code)) return;
    let sections = this.#counts.get(bytecodeHash);
    if (sections === undefined) this.#counts.set(bytecodeHash, (sections = new Map()));
    let counts = sections.get(section);
    if (counts === undefined) sections.set(section, (counts = new Counts(code.length)));
    this.#running.set(code, counts);
  }

  /** Returns everything counted so far. */
  recording(): Recording {
    return Object.fromEntries(
      [...this.#counts].map(([hash, sections]) => [
        hash,
        Object.fromEntries([...sections].map(([section, counts]) => [section, counts.toExecuted()])),
      ]),
    );
  }

  /** Returns the instruction's own position: the interpreter has advanced by one when its handler begins. */
  #count(runState: RunState): void {
    const counts = this.#running.get(runState.code);
    if (counts === undefined) return;
    const pc = runState.programCounter - 1;
    counts.executed[pc]!++;
    if (runState.opCode === JUMPI && runState.stack.peek(2)[1] !== 0n) counts.jumped[pc]!++;
  }
}
