import { expect } from "chai";
import { untestedRequirements } from "../../../scripts/documents/requirements";

const PAGE = "# Requirements\n\nA3 is not here.\n\n- A1: One thing.\n- A2: Another.\n\n- K1: A third.\n";

const of = (...titles: string[]) =>
  untestedRequirements(
    PAGE,
    titles.map((title) => ({ file: "a.test.ts", title })),
  );

/** `npm run check:docs` asks this of docs/requirements.md and all titles. */
describe("A page of requirements", () => {
  it("is content with titles that have all of its tags, in front, in brackets or on the way", () => {
    expect(of("K1: is so", "is that (A1, A2)")).to.deep.equal([]);
    expect(
      of("K1: is so", "as A1 says", "whatever happens (A2), sends a message to L1: and P-256"),
    ).to.deep.equal([]);
  });

  it("is found out where no title has a tag of it", () => {
    expect(of("K1: is so", "is that (A1)")).to.deep.equal(["A2 has no test"]);
    expect(of()).to.deep.equal(["A1 has no test", "A2 has no test", "K1 has no test"]);
  });

  it("is found out where a title has a tag that it does not define, of its letters or another", () => {
    const all = ["K1: is so", "is that (A1, A2)"];
    for (const title of ["K9: is so", "is so (A1, K9)", "as K9 says"])
      expect(of(...all, title), title).to.deep.equal(["K9 is not defined, and in a title of a.test.ts"]);
    for (const title of ["Z1: is so", "is so (Z1)"])
      expect(of(...all, title), title).to.deep.equal(["Z1 is not defined, and in a title of a.test.ts"]);
  });

  it("is found out where it defines a tag twice", () => {
    expect(untestedRequirements("- A1: One.\n- A1: Two.\n", [{ file: "a", title: "A1: is" }])).to.deep.equal([
      "A1 is defined twice",
    ]);
  });
});
