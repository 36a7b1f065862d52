import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Fate } from "./messages";

/** What became of a mutant, and what that rests on. */
export interface Result {
  readonly id: string;
  readonly fate: Fate;
  /** Hash of the contracts, without those that only tests use. */
  readonly contracts: string;
  /** Hash of the tests: of the file that killed the mutant, or of all and their contracts. */
  readonly tests: string;
}

/** The hashes that decide which results are still true. */
export interface Versions {
  readonly contracts: string;
  /** Hash of all tests, their helpers and their contracts. */
  readonly tests: string;
  /** Hash of one file of tests; undefined if it is gone. */
  readonly testFile: (file: string) => string | undefined;
}

/** Keeps results in a file as they come, a line each, so that a run that was stopped can go on. */
export class Results {
  readonly #file: string;
  readonly #versions: Versions;
  readonly #fates = new Map<string, Fate>();

  /** @param resume whether results that are still true count; otherwise they are dropped */
  constructor(file: string, versions: Versions, resume: boolean) {
    this.#file = file;
    this.#versions = versions;
    mkdirSync(dirname(file), { recursive: true });
    if (!resume) rmSync(file, { force: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const result = parse(line);
      if (result !== undefined && this.#isTrue(result)) this.#fates.set(result.id, result.fate);
    }
  }

  get(id: string): Fate | undefined {
    return this.#fates.get(id);
  }

  add(id: string, fate: Fate): void {
    this.#fates.set(id, fate);
    const { contracts } = this.#versions;
    const result: Result = { id, fate, contracts, tests: this.#testsOf(fate) ?? "" };
    appendFileSync(this.#file, `${JSON.stringify(result)}\n`);
  }

  /** A kill stays one as long as the tests that did it do; a survivor may not survive other tests. */
  #isTrue({ fate, contracts, tests }: Result): boolean {
    return contracts === this.#versions.contracts && tests === this.#testsOf(fate);
  }

  #testsOf(fate: Fate): string | undefined {
    if (fate.outcome === "killed") return this.#versions.testFile(fate.file);
    return fate.outcome === "survived" ? this.#versions.tests : "";
  }
}

/** Reads a line; undefined for the last one of a run that was stopped while it wrote. */
function parse(line: string): Result | undefined {
  try {
    return JSON.parse(line) as Result;
  } catch {
    return undefined;
  }
}
