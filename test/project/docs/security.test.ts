import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PROJECT_ROOT } from "../../helpers/project/documents";
import { missingTests } from "../../helpers/project/test-titles";
import { readThreats } from "./threats";

const threats = readThreats(readFileSync(join(PROJECT_ROOT, "docs/security.md"), "utf8"));

describe("The page on security", () => {
  it("has attackers", () => {
    expect(threats).to.not.have.length(0);
  });

  for (const { attacker, stops, remains } of threats)
    describe(attacker, () => {
      it("has something that stops it, and something that does not", () => {
        expect(stops).to.not.have.length(0);
        expect(remains).to.not.have.length(0);
      });

      for (const { sentence, tests } of stops)
        it(`has tests for: ${sentence}`, () => {
          expect(Object.values(tests).flat()).to.not.have.length(0);
          expect(missingTests(tests)).to.deep.equal([]);
        });
    });
});

describe("A page on security", () => {
  const page = (...nested: string[]) =>
    ["## A thief", "", "### What stops it", "", "- A lock,", "  and", ...nested, "- A dog.", "", "Prose.", ""]
      .concat("### What does not", "", "- A key.", "")
      .join("\n");

  it("is read point by point, with the tests of each", () => {
    const [thief] = readThreats(page("  - [a.test.ts](../sdk/test/a.test.ts): locks: all of them"));
    expect(thief).to.deep.equal({
      attacker: "A thief",
      stops: [
        { sentence: "A lock, and", tests: { "../sdk/test/a.test.ts": ["locks: all of them"] } },
        { sentence: "A dog.", tests: {} },
      ],
      remains: ["A key."],
    });
  });

  it("is refused where what is nested is no test's file and title", () => {
    for (const line of ["  - It does.", "  - [a.test.ts](../sdk/test/a.test.ts)", "  - [a](a.md): locks"])
      expect(() => readThreats(page(line)), line).to.throw(/does not refer to a test/);
  });

  it("is found out where a test's title is not in its file", () => {
    const here = "project/docs/security.test.ts";
    const tests = { [here]: ["has attackers", "has no attackers"] };
    expect(missingTests(tests)).to.deep.equal([`${here}: has no attackers`]);
  });
});
