import type { KillRecord, Killer } from "./kill-record";
import type { Fate, FileRun } from "./messages";
import type { Mutant } from "./mutant";
import type { Planner } from "./plan";
import type { Labourer, Reply } from "./worker-process";

/** Decides the fate of mutants. */
export class Trial {
  readonly #planner: Planner;
  readonly #record: KillRecord;
  /** Whether a test passes without those before it, on the contracts as they are. */
  readonly #passesAlone = new Map<string, boolean>();

  constructor(planner: Planner, record: KillRecord) {
    this.#planner = planner;
    this.#record = record;
  }

  /**
   * Runs the tests that reach a mutant until one fails. One that fails without the tests before it proves nothing if it
   * does so on the contracts as they are, too: then all of its file run.
   */
  async fateOf(mutant: Mutant, labourer: Labourer): Promise<Fate> {
    for (;;) {
      const runs = this.#planner.runsFor(mutant);
      const fate = fateFrom(await labourer.do({ kind: "try", mutant, runs }));
      if (fate.outcome !== "killed" || (await this.#isProven(fate, runs, labourer))) {
        this.#record.note(mutant, runs, fate);
        return fate;
      }
      this.#planner.runWhole(fate.file);
    }
  }

  async #isProven({ file, test }: Killer, runs: readonly FileRun[], labourer: Labourer): Promise<boolean> {
    const run = runs.find((each) => each.file === file && each.titles?.includes(test));
    if (run === undefined) return true;
    const key = `${file} ${test}`;
    let passes = this.#passesAlone.get(key);
    if (passes === undefined) {
      const reply = await labourer.do({ kind: "confirm", run: { ...run, titles: [test] } });
      passes = reply.kind === "confirmed" && reply.passes;
      this.#passesAlone.set(key, passes);
    }
    return passes;
  }
}

function fateFrom(reply: Reply): Fate {
  if (reply.kind === "fate") return reply.fate;
  if (reply.kind !== "stopped") throw new Error(`A mutant was not tried: ${reply.kind}.`);
  const problem = "the tests took many times the processor time that they usually take, or all memory";
  return { outcome: "killed", file: reply.file, test: "(any)", problem };
}
