import type { CodeSection } from "../../local-era/src/bytecode/code-section.ts";

/** Counts for one piece of code: `[program counter, times executed]`, and for a JUMPI `[…, times it jumped]`. */
export type Executed = readonly (readonly [pc: number, times: number, jumped?: number])[];

/** Counts for a contract, keyed by versioned bytecode hash (`0x…`), which all its instances share, whatever their immutables. */
export type Recording = Readonly<Record<string, Partial<Record<CodeSection, Executed>>>>;

/** Counts of how often an instruction ran and how often it jumped. */
export interface Times {
  readonly executed: number;
  readonly jumped: number;
}

/** Merges recordings of the same contracts. */
export class Recordings {
  readonly #times = new Map<string, Times>();

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      for (const [hash, sections] of Object.entries(recording)) {
        for (const [section, executed] of Object.entries(sections)) {
          for (const [pc, times, jumped = 0] of executed)
            this.#add(`${hash}:${section}:${pc}`, times, jumped);
        }
      }
    }
  }

  /** Returns zero for an instruction that never ran. */
  times(hash: string, section: CodeSection, pc: number): Times {
    return this.#times.get(`${hash}:${section}:${pc}`) ?? NEVER;
  }

  #add(key: string, executed: number, jumped: number): void {
    const before = this.#times.get(key) ?? NEVER;
    this.#times.set(key, { executed: before.executed + executed, jumped: before.jumped + jumped });
  }
}

const NEVER: Times = { executed: 0, jumped: 0 };
