import type { Fate } from "./messages";
import type { Mutant } from "./mutant";

/** How many of the tests that killed in a function are tried first on the next change of it. */
const FIRST = 3;

/** A test that killed. */
export interface Killer {
  readonly file: string;
  readonly test: string;
}

/** What has killed mutants so far, to tell what will kill the next ones. */
export class KillRecord {
  /** By file of contracts and file of tests. */
  readonly #tries = new Map<string, number>();
  readonly #kills = new Map<string, number>();
  /** The latest first, by function. */
  readonly #killers = new Map<string, readonly Killer[]>();

  /**
   * Notes what became of a mutant.
   *
   * @param runs what was to run until a test failed, in order
   */
  note(mutant: Mutant, runs: readonly { readonly file: string }[], fate: Fate): void {
    for (const file of new Set(runs.map((run) => run.file))) {
      increase(this.#tries, pair(mutant, file));
      if (fate.outcome === "killed" && file === fate.file) break;
    }
    if (fate.outcome !== "killed") return;
    increase(this.#kills, pair(mutant, fate.file));
    const { file, test } = fate;
    const others = this.killersNear(mutant).filter((killer) => killer.test !== test || killer.file !== file);
    this.#killers.set(functionOf(mutant), [{ file, test }, ...others].slice(0, FIRST));
  }

  /** Returns how likely a file of tests is to kill a mutant, between 0 and 1: a half for one that was never tried. */
  oddsOf(mutant: Mutant, file: string): number {
    const key = pair(mutant, file);
    return ((this.#kills.get(key) ?? 0) + 1) / ((this.#tries.get(key) ?? 0) + 2);
  }

  /** Returns the tests that killed other changes of the same function last. */
  killersNear(mutant: Mutant): readonly Killer[] {
    return this.#killers.get(functionOf(mutant)) ?? [];
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pair(mutant: Mutant, tests: string): string {
  return `${mutant.file} ${tests}`;
}

function functionOf({ file, place }: Mutant): string {
  return `${file} ${place}`;
}
