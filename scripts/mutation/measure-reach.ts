import Mocha from "mocha";
import type { FileReach, Reach } from "./reach";
import { runFile, titleOf } from "./run-file";
import type { UnitRecorder } from "./unit-recorder";

const {
  EVENT_SUITE_BEGIN,
  EVENT_TEST_BEGIN,
  EVENT_TEST_END,
  EVENT_HOOK_BEGIN,
  EVENT_HOOK_END,
  EVENT_RUN_END,
} = Mocha.Runner.constants;

interface Owner {
  readonly title: string;
  readonly isSuite: boolean;
}

/** Divides what runs among the tests, and the suites whose hooks ran it. */
class Attribution {
  readonly #recorder: UnitRecorder;
  readonly #found = new Map<string, Owner & { readonly units: Set<number>; cpu: number }>();
  #owner: Owner = { title: "", isSuite: true };
  #since = process.cpuUsage();

  constructor(recorder: UnitRecorder, runner: Mocha.Runner) {
    this.#recorder = recorder;
    let test: Mocha.Test | undefined;
    runner.on(EVENT_SUITE_BEGIN, (suite) => this.#turnTo({ title: titleOf(suite), isSuite: true }));
    runner.on(EVENT_TEST_BEGIN, (begun) => this.#turnTo({ title: titleOf((test = begun)), isSuite: false }));
    runner.on(EVENT_TEST_END, () => (test = undefined));
    runner.on(EVENT_HOOK_BEGIN, ({ parent }) => this.#turnTo({ title: titleOf(parent!), isSuite: true }));
    runner.on(EVENT_HOOK_END, () => test && this.#turnTo({ title: titleOf(test), isSuite: false }));
    runner.on(EVENT_RUN_END, () => this.#turnTo(this.#owner));
  }

  reaches(isSuite: boolean): Reach[] {
    return [...this.#found.values()]
      .filter((owner) => owner.isSuite === isSuite)
      .map(({ units, cpu, ...owner }) => ({ ...owner, units: [...units], cpu: Math.round(cpu) }));
  }

  #turnTo(next: Owner): void {
    const key = `${this.#owner.isSuite}:${this.#owner.title}`;
    const found = this.#found.get(key) ?? { ...this.#owner, units: new Set<number>(), cpu: 0 };
    for (const unit of this.#recorder.take()) found.units.add(unit);
    const { user, system } = process.cpuUsage(this.#since);
    found.cpu += (user + system) / 1000;
    this.#found.set(key, found);
    this.#since = process.cpuUsage();
    this.#owner = next;
  }
}

/**
 * Runs all tests of a file on the contracts as they are.
 *
 * @returns what each of them has run
 * @throws Error if one fails: mutants cannot be told by it then
 */
export async function measureReach(
  file: string,
  options: Mocha.MochaOptions,
  recorder: UnitRecorder,
): Promise<FileReach> {
  recorder.take();
  let attribution: Attribution | undefined;
  const begun = process.cpuUsage();
  const { failed, problem } = await runFile(file, options, undefined, (runner) => {
    attribution = new Attribution(recorder, runner);
  });
  if (failed !== undefined) throw new Error(`${file} fails without a mutant: ${failed}: ${problem}`);
  const { user, system } = process.cpuUsage(begun);
  return {
    file,
    tests: attribution!.reaches(false),
    suites: attribution!.reaches(true),
    cpu: Math.round((user + system) / 1000),
  };
}
