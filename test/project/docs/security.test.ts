import { expect } from "chai";
import { readThreats, unprovenThreats } from "../../../scripts/documents/threats";
import { missingTests } from "../../../scripts/documents/written-titles";

/** `npm run check:docs` asks this of docs/security.md. */
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
        { sentence: "A lock, and", tests: { "sdk/test/a.test.ts": ["locks: all of them"] } },
        { sentence: "A dog.", tests: {} },
      ],
      remains: ["A key."],
    });
  });

  it("is refused if a nested line is not a test's file and title", () => {
    for (const line of ["  - It does.", "  - [a.test.ts](../sdk/test/a.test.ts)", "  - [a](a.md): locks"])
      expect(() => readThreats(page(line)), line).to.throw(/does not refer to a test/);
  });

  it("is refused if a test's title is not in its file", () => {
    const here = "test/project/docs/security.test.ts";
    const known = "is read point by point, with the tests of each";
    expect(missingTests({ [here]: [known, "has no attackers"] })).to.deep.equal([
      `${here}: has no attackers`,
    ]);
  });

  it("is refused if nothing stops an attacker, nothing remains, or no test is named", () => {
    const here =
      "  - [a](../test/project/docs/security.test.ts): is read point by point, with the tests of each";
    expect(unprovenThreats("# Security\n")).to.deep.equal(["there is no attacker"]);
    expect(unprovenThreats("## A thief\n")).to.deep.equal([
      "A thief: nothing is said to stop it",
      "A thief: nothing is said to remain",
    ]);
    expect(unprovenThreats(page(here))).to.deep.equal(["A thief: no test is named for: A dog."]);
    expect(unprovenThreats(page(`${here}, all of them`))).to.deep.equal([
      "A thief: no test is named for: A dog.",
      "A thief: there is no test test/project/docs/security.test.ts: is read point by point, with the tests of each, all of them",
    ]);
  });
});
