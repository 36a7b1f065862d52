import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const TESTS = join(__dirname, "..");

/** What audits of systems like this found, by the numbers that titles of tests carry: from 1 to the number given. */
const REQUIREMENTS = {
  A: { title: "account core, modules, hooks", numbers: upTo(30) },
  K: { title: "session keys", numbers: upTo(22) },
  W: { title: "WebAuthn and P-256", numbers: upTo(18) },
  // 7 is about recovery by OpenID Connect, which this suite does not have.
  R: { title: "recovery", numbers: upTo(9).filter((number) => number !== 7) },
};

/** Titles that mocha shows, as they stand in the source. */
function titles(): string[] {
  return readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => readFileSync(join(TESTS, path), "utf8"))
    .flatMap((text) => [...text.matchAll(/\b(?:describe|it)\(\s*(["`])((?:(?!\1)[^\\]|\\.)*)\1/g)])
    .map(([, , title]) => title);
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}

describe("Security requirements", () => {
  for (const [letter, { title, numbers }] of Object.entries(REQUIREMENTS)) {
    it(`of ${title} each have a test that says so: ${letter}1 to ${letter}${numbers.at(-1)}`, () => {
      const named = new Set(titles().flatMap((each) => each.match(/\b[AKWR]\d+\b/g) ?? []));
      expect(numbers.map((number) => letter + number).filter((name) => !named.has(name))).to.deep.equal([]);
    });
  }
});
