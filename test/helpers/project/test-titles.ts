import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "./documents";

const TESTS = join(PROJECT_ROOT, "test");
const TITLE = /\bit\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)\s*,/g;

/** A test's title as it stands in the source. A template's is that of many tests. */
export class TestTitle {
  readonly source: string;
  readonly #pattern: RegExp;

  constructor(source: string, isTemplate: boolean) {
    this.source = source;
    const parts = isTemplate ? source.split(/\$\{[^}]*\}/) : [source];
    this.#pattern = new RegExp(`^${parts.map(literally).join(".+")}$`);
  }

  /** Whether it may be this title that Mocha prints. */
  prints(title: string): boolean {
    return this.source === title || this.#pattern.test(title);
  }
}

/** The titles of a suite's tests, given by its path below test/. */
export function titlesOf(file: string): TestTitle[] {
  const source = readFileSync(join(TESTS, file), "utf8");
  return [...source.matchAll(TITLE)].map(
    ([, double, single, template]) => new TestTitle((double ?? single ?? template)!, template !== undefined),
  );
}

/** Paths of all suites, below test/. */
export function testFiles(): string[] {
  return readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".test.ts"),
  );
}

/** Which of the titles, by file below test/, no test of the file has: as `file: title`. */
export function missingTests(tests: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(tests).flatMap(([file, titles]) => {
    const known = titlesOf(file);
    return titles
      .filter((title) => !known.some((each) => each.prints(title)))
      .map((title) => `${file}: ${title}`);
  });
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
