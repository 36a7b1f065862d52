import type { KillRecord } from "./kill-record";
import type { FileRun } from "./messages";
import type { Mutant } from "./mutant";
import { unitName, type FileReach, type Reach } from "./reach";

/** How much more processor time than usual a file of tests may take: a mutant may make loops long. */
const PATIENCE = 10;
/** Milliseconds for what the usual time does not have: compiling, and loading what is used first. */
const START = 60_000;

/** A file of tests that only set-up leads to a mutant is as promising as one whose tests do, at so many times the cost. */
const INDIRECT = 3;

interface Candidate {
  readonly run: FileRun;
  /** Of the tests that reach the mutant. */
  readonly titles: readonly string[];
  /** The lower the earlier. */
  readonly rank: number;
}

/** Chooses the tests for each mutant, the cheap and promising ones first. */
export class Planner {
  readonly #reaches: readonly FileReach[];
  readonly #indices: ReadonlyMap<string, number>;
  readonly #mutants: readonly Mutant[];
  /** Units that somebody reaches. */
  readonly #reached = new Set<number>();
  readonly #record: KillRecord;
  /** Files whose tests depend on those before them. */
  readonly #whole = new Set<string>();

  /** @param mutants all there are, in the order of `names` */
  constructor(
    reaches: readonly FileReach[],
    names: readonly string[],
    mutants: readonly Mutant[],
    record: KillRecord,
  ) {
    this.#reaches = reaches;
    this.#record = record;
    this.#indices = new Map(names.map((name, index) => [name, index]));
    this.#mutants = mutants;
    for (const { tests, suites } of reaches)
      for (const { units } of [...tests, ...suites]) for (const unit of units) this.#reached.add(unit);
  }

  /**
   * Returns what to run, in order: the tests that killed other changes of the function last, each alone, and then file by file.
   * Nothing if no test comes near the mutant.
   */
  runsFor(mutant: Mutant): FileRun[] {
    const units = this.#unitsOf(mutant);
    const candidates = this.#reaches
      .flatMap((reach) => this.#candidate(reach, units, mutant) ?? [])
      .sort((a, b) => a.rank - b.rank);
    return [...this.#killersAmong(candidates, mutant), ...candidates.map(({ run }) => run)];
  }

  #killersAmong(candidates: readonly Candidate[], mutant: Mutant): FileRun[] {
    return this.#record.killersNear(mutant).flatMap(({ file, test }) => {
      const candidate = candidates.find(({ run }) => run.file === file);
      const isAlone = candidate?.titles.includes(test) && !this.#whole.has(file);
      return isAlone ? [{ ...candidate!.run, titles: [test] }] : [];
    });
  }

  /** Has all tests of a file run from now on, since one of them fails without those before it. */
  runWhole(file: string): void {
    this.#whole.add(file);
  }

  /** Falls back on the function, then on the file, where it cannot be said whether the mutant itself runs. */
  #unitsOf(mutant: Mutant): Set<number> {
    const isReached = (unit: number) => this.#reached.has(unit);
    const own = this.#indices.get(unitName(mutant))!;
    if (isReached(own)) return new Set([own]);
    const nearby = (isNear: (other: Mutant) => boolean) =>
      new Set(
        this.#mutants
          .filter((other) => other.file === mutant.file && isNear(other))
          .map((other) => this.#indices.get(unitName(other))!)
          .filter(isReached),
      );
    const inFunction = nearby(({ place }) => place === mutant.place);
    return inFunction.size > 0 ? inFunction : nearby(() => true);
  }

  #candidate(reach: FileReach, units: ReadonlySet<number>, mutant: Mutant): Candidate | undefined {
    const reaches = (each: Reach) => each.units.some((unit) => units.has(unit));
    const suites = reach.suites.filter(reaches).map(({ title }) => title);
    const direct = reach.tests.filter(reaches);
    const chosen = reach.tests.filter(
      (test) => direct.includes(test) || suites.some((suite) => isBelow(test, suite)),
    );
    if (chosen.length === 0) return undefined;
    const cost = sum(chosen) + sum(reach.suites);
    const titles = chosen.map(({ title }) => title);
    const isWhole = chosen.length === reach.tests.length || this.#whole.has(reach.file);
    const run = {
      file: reach.file,
      ...(isWhole ? {} : { titles }),
      allowed: reach.cpu * PATIENCE + START,
    };
    const odds = this.#record.oddsOf(mutant, reach.file);
    return { run, titles, rank: (cost * (direct.length > 0 ? 1 : INDIRECT)) / odds };
  }
}

function isBelow({ title }: Reach, suite: string): boolean {
  return suite === "" || title.startsWith(`${suite} › `);
}

function sum(reaches: readonly Reach[]): number {
  return reaches.reduce((total, { cpu }) => total + cpu, 0);
}
