import { expect } from "chai";
import fc from "fast-check";
import { replayed, reportSequence } from "../../helpers/project/sequence-report";
import { shrinkableList } from "../../helpers/project/shrinkable-list";

const FILE = "test/some.test.ts";

/** Returns the report for sequences that are lists and fail if they contain both of these. */
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

describe("The report of a sequence that breaks an invariant", () => {
  afterEach(() => {
    delete process.env.INVARIANT_SEED;
    delete process.env.INVARIANT_PATH;
  });

  it("lists only the necessary operations, one per line, and the reason for the failure", async () => {
    expect(await failure("b", "f")).to.contain("\n  1. b\n  2. f\nboth: expected true to equal false\n");
    expect(await failure("d", "g")).to.contain("\n  1. d\n  2. g\nboth");
    expect(await failure("d", "z")).to.equal("passed");
  });

  it("says how to retry that sequence alone", async () => {
    const report = await failure("b", "f");
    const [, seed, path] =
      /INVARIANT_SEED=(\S+) INVARIANT_PATH=(\S+) npx hardhat test (?=test\/some\.test\.ts$)/.exec(report)!;
    process.env.INVARIANT_SEED = seed;
    process.env.INVARIANT_PATH = path;
    expect(await failure("b", "f")).to.contain("after 0 steps of shrinking:\n  1. b\n  2. f\n");
  });

  it("cannot be retried from a path without its seed", () => {
    process.env.INVARIANT_PATH = "0:1";
    expect(() => replayed()).to.throw("INVARIANT_SEED");
  });
});
