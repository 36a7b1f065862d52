import { expect } from "chai";
import { untestedRequirements } from "../../../scripts/documents/requirements";

const PAGE = "# Requirements\n\nA3 is not here.\n\n- A1: One thing.\n- A2: Another.\n\n- K1: A third.\n";

const of = (...titles: string[]) =>
  untestedRequirements(
    PAGE,
    titles.map((title) => ({ file: "a.test.ts", title })),
  );

/** `npm run check:docs` asks this of docs/requirements.md and all titles. */
describe("The check of the requirements page", () => {
  it("accepts titles that have all of its tags, in front, in brackets or in the middle", () => {
    expect(of("K1: is so", "is that (A1, A2)")).to.deep.equal([]);
    expect(
      of("K1: is so", "as A1 says", "whatever happens (A2), sends a message to L1: and P-256"),
    ).to.deep.equal([]);
  });

  it("reports a tag that no title has", () => {
    expect(of("K1: is so", "is that (A1)")).to.deep.equal(["A2 has no test"]);
    expect(of()).to.deep.equal(["A1 has no test", "A2 has no test", "K1 has no test"]);
  });

  it("reports a tag in a title that the page does not define, with its letters or another", () => {
    const all = ["K1: is so", "is that (A1, A2)"];
    for (const title of ["K9: is so", "is so (A1, K9)", "as K9 says"])
      expect(of(...all, title), title).to.deep.equal(["K9 is in a title of a.test.ts, but not defined"]);
    for (const title of ["Z1: is so", "is so (Z1)"])
      expect(of(...all, title), title).to.deep.equal(["Z1 is in a title of a.test.ts, but not defined"]);
  });

  it("reports a tag that is defined twice", () => {
    expect(untestedRequirements("- A1: One.\n- A1: Two.\n", [{ file: "a", title: "A1: is" }])).to.deep.equal([
      "A1 is defined twice",
    ]);
  });
});
