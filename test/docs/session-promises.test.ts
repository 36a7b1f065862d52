import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PROJECT_ROOT } from "../helpers/documents";
import { SESSION_PROMISES } from "./session-promises";

const TESTS = join(PROJECT_ROOT, "test");

/** The audit classes of session keys, K1 to K20. */
const AUDIT_CLASSES = Array.from({ length: 20 }, (_, i) => `K${i + 1}`);

describe("The brief's page on sessions", () => {
  for (const { sentence, tests } of SESSION_PROMISES) {
    it(`has tests for: ${sentence}`, () => {
      const named = Object.entries(tests).flatMap(([file, titles]) =>
        titles.map((title) => ({ file, title })),
      );
      expect(named).to.not.have.length(0);
      expect(named.filter(({ file, title }) => !titlesOf(file).includes(title))).to.deep.equal([]);
    });
  }

  it("has a test for each audit class of session keys", () => {
    const files = readdirSync(TESTS).filter((name) => /^SessionKeyModule.*\.test\.ts$/.test(name));
    const titles = files.flatMap(titlesOf);
    const missing = AUDIT_CLASSES.filter((each) => !titles.some((title) => title.startsWith(`${each}: `)));
    expect(missing).to.deep.equal([]);
  });
});

/** The titles of a suite's tests, as they stand in its source. */
function titlesOf(file: string): string[] {
  const source = readFileSync(join(TESTS, file), "utf8");
  return [...source.matchAll(/\bit\(\s*(["'`])(.*?)\1,/gs)].map(([, , title]) => title);
}
