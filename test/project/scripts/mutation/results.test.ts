import { expect } from "chai";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tryAll } from "../../../../scripts/mutation/campaign";
import type { Fate } from "../../../../scripts/mutation/messages";
import { Results, type Versions } from "../../../../scripts/mutation/results";
import type { Labourer } from "../../../../scripts/mutation/worker-process";
import { mutantsIn } from "./parsed";

const VERSIONS: Versions = { contracts: "contracts 1", tests: "tests 1", testFile: (file) => `${file} 1` };
const KILLED: Fate = { outcome: "killed", file: "a.test.ts", test: "notices", problem: "5 is not 6" };
const SURVIVED: Fate = { outcome: "survived" };
const NOBODY: Labourer = {
  do: () => Promise.reject(new Error("nobody works here")),
  end: () => Promise.resolve(),
};

describe("The results of mutation testing", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mutation-results-"));
    file = join(folder, "results.jsonl");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keep = (): void => {
    const results = new Results(file, VERSIONS, false);
    results.add("killed one", KILLED);
    results.add("survivor", SURVIVED);
  };

  it("a run that goes on tries only what the stopped one had not come to", async () => {
    const mutants = mutantsIn("contract C { uint256 n = 5; }");
    const tried: string[] = [];
    const run = (resume: boolean, stopAfter: number) =>
      tryAll({
        mutants,
        results: new Results(file, VERSIONS, resume),
        labourers: [NOBODY],
        fateOf: (mutant) => {
          if (tried.length === stopAfter) return Promise.reject(new Error("stopped"));
          tried.push(mutant.after);
          return Promise.resolve(mutant.after === "0" ? SURVIVED : KILLED);
        },
        say: () => {},
      });
    await run(false, 2).then(
      () => expect.fail("it was not stopped"),
      (error: Error) => expect(error.message).to.equal("stopped"),
    );
    const judged = await run(true, Infinity);
    expect(tried).to.deep.equal(mutants.map(({ after }) => after));
    expect(judged.map(({ fate }) => fate.outcome)).to.deep.equal(["killed", "killed", "survived"]);
  });

  it("a run that does not go on knows nothing of the one before", () => {
    keep();
    expect(new Results(file, VERSIONS, false).get("killed one")).to.equal(undefined);
  });

  it("a kill is forgotten when the tests that did it change, and no other", () => {
    keep();
    const other = (changed: string): Versions => ({
      ...VERSIONS,
      tests: "tests 2",
      testFile: (name) => `${name} ${name === changed ? 2 : 1}`,
    });
    expect(new Results(file, other("b.test.ts"), true).get("killed one")).to.deep.equal(KILLED);
    expect(new Results(file, other("a.test.ts"), true).get("killed one")).to.equal(undefined);
  });

  it("a survivor is tried again when any test changes", () => {
    keep();
    expect(new Results(file, VERSIONS, true).get("survivor")).to.deep.equal(SURVIVED);
    expect(new Results(file, { ...VERSIONS, tests: "tests 2" }, true).get("survivor")).to.equal(undefined);
  });

  it("everything is forgotten when the contracts change", () => {
    keep();
    const results = new Results(file, { ...VERSIONS, contracts: "contracts 2" }, true);
    expect([results.get("killed one"), results.get("survivor")]).to.deep.equal([undefined, undefined]);
  });

  it("the half of a line that a stopped run left is no result", () => {
    keep();
    const [line] = readFileSync(file, "utf8").split("\n");
    appendFileSync(file, line!.replace("killed one", "half").slice(0, -9));
    expect(new Results(file, VERSIONS, true).get("half")).to.equal(undefined);
  });
});
