import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../generated/files-below";
import { PROJECT_ROOT } from "./documents";

const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/;
const TEST = new RegExp(String.raw`\bit\(\s*(?:${STRING.source})\s*,`, "g");
const SUITE_OR_TEST = new RegExp(String.raw`\b(?:describe|it)\(\s*(?:${STRING.source})\s*,`, "g");

/** A title as it is written in the source. A template stands for the titles of many tests. */
class WrittenTitle {
  readonly source: string;
  readonly #pattern: RegExp;

  constructor(source: string, isTemplate: boolean) {
    this.source = source;
    const parts = isTemplate ? source.split(/\$\{[^}]*\}/) : [source];
    this.#pattern = new RegExp(`^${parts.map(literally).join(".+")}$`);
  }

  /** Returns whether Mocha may print this title so. */
  prints(title: string): boolean {
    return this.source === title || this.#pattern.test(title);
  }
}

/**
 * Returns the titles of suites and tests in the test files below a folder. Paths are from the project's root.
 */
export function writtenTitles(folder: string): { file: string; title: string }[] {
  return filesBelow(join(PROJECT_ROOT, folder))
    .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
    .map((path) => join(folder, path))
    .flatMap((file) => titlesIn(file, SUITE_OR_TEST).map(({ source }) => ({ file, title: source })));
}

/** Lists the given titles, by file, that no test of the file has: as `file: title`. */
export function missingTests(tests: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(tests).flatMap(([file, titles]) => {
    const known = titlesIn(file, TEST);
    return titles
      .filter((title) => !known.some((each) => each.prints(title)))
      .map((title) => `${file}: ${title}`);
  });
}

function titlesIn(file: string, pattern: RegExp): WrittenTitle[] {
  const source = readFileSync(join(PROJECT_ROOT, file), "utf8");
  return [...source.matchAll(pattern)].map(
    ([, double, single, template]) =>
      new WrittenTitle(double ?? single ?? template ?? "", template !== undefined),
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
