import { expect } from "chai";
import fc from "fast-check";
import { replayed, reportSequence } from "../../helpers/project/sequence-report";
import { shrinkableList } from "../../helpers/project/shrinkable-list";

const FILE = "test/some.test.ts";

/** What is reported of sequences that end in a list and fail if both of these are in them. */
async function failure(first: string, second: string): Promise<string> {
  const sequences = fc
    .tuple(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 20 }), shrinkableList(["d", "e", "f", "g"]))
    .map((parts): readonly string[] => parts.flat());
  const property = fc.asyncProperty(sequences, async (sequence) => {
    expect(sequence.includes(first) && sequence.includes(second), "both").to.equal(false);
  });
  const run = fc.assert(property, { ...replayed(), numRuns: 200, reporter: reportSequence(FILE) });
  return run.then(
    () => "passed",
    (error: Error) => error.message,
  );
}

describe("Report of a sequence that breaks an invariant", () => {
  afterEach(() => {
    delete process.env.INVARIANT_SEED;
    delete process.env.INVARIANT_PATH;
  });

  it("has the operations it takes and no others, one in a line, and why it fails", async () => {
    expect(await failure("b", "f")).to.contain("\n  1. b\n  2. f\nboth: expected true to equal false\n");
    expect(await failure("d", "g")).to.contain("\n  1. d\n  2. g\nboth");
    expect(await failure("d", "z")).to.equal("passed");
  });

  it("says how to try that sequence again, and nothing else", async () => {
    const report = await failure("b", "f");
    const [, seed, path] =
      /INVARIANT_SEED=(\S+) INVARIANT_PATH=(\S+) npx hardhat test (?=test\/some\.test\.ts$)/.exec(report)!;
    process.env.INVARIANT_SEED = seed;
    process.env.INVARIANT_PATH = path;
    expect(await failure("b", "f")).to.contain("after 0 steps of shrinking:\n  1. b\n  2. f\n");
  });

  it("is not tried again from a path without its seed", () => {
    process.env.INVARIANT_PATH = "0:1";
    expect(() => replayed()).to.throw("INVARIANT_SEED");
  });
});
