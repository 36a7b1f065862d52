import { expect } from "chai";
import {
  exportedFiles,
  PUBLISHED,
  readReleased,
  type ReleasedPackage,
} from "../../../scripts/release/manifest";
import { changesOf, releaseProblems } from "../../../scripts/release/release-problems";

const GOOD: ReleasedPackage = {
  folder: "thing",
  manifest: {
    name: "thing",
    version: "1.2.3",
    license: "MIT",
    engines: { node: ">=20.19.0" },
    files: ["dist", "CHANGELOG.md"],
    sideEffects: false,
    exports: { ".": "./dist/index.js" },
    repository: { type: "git", url: "git+https://example.org/us/thing.git", directory: "thing" },
    publishConfig: { access: "public", provenance: true },
    dependencies: { valibot: "1.5.0" },
  },
  changelog: "# Changelog\n\n## 1.2.3\n\n- Something.\n\n## 1.2.2\n\n- Before.\n",
};

const changed = (parts: Partial<ReleasedPackage["manifest"]>): ReleasedPackage => ({
  ...GOOD,
  manifest: { ...GOOD.manifest, ...parts },
});

/** What a package lacks, and what is said of it. */
const BAD: readonly [ReleasedPackage, RegExp][] = [
  [changed({ private: true }), /is private/],
  [changed({ version: "1.2" }), /has the version 1\.2;/],
  [changed({ license: "ISC" }), /has no licence MIT/],
  [changed({ engines: {} }), /which Node/],
  [changed({ sideEffects: undefined }), /side effects/],
  [changed({ files: ["dist"] }), /does not publish CHANGELOG\.md/],
  [changed({ exports: undefined }), /exports nothing/],
  [changed({ publishConfig: { provenance: true } }), /not published for everyone/],
  [changed({ publishConfig: { access: "public" } }), /without provenance/],
  [changed({ repository: undefined }), /names no repository/],
  [changed({ repository: { url: "git+https://example.org/us/thing.git" } }), /names no repository/],
  [changed({ dependencies: { other: "file:../other" } }), /depends on other, not by a version/],
  [{ ...GOOD, changelog: "# Changelog\n\n## 1.2.3\n\n## 1.2.2\n\n- Before.\n" }, /nothing in its CHANGELOG/],
];

describe("npm run release", () => {
  it("has nothing against a package that has all that a release needs", () => {
    expect(releaseProblems(GOOD)).to.deep.equal([]);
  });

  it("says what a package lacks", () => {
    for (const [bad, problem] of BAD) {
      const problems = releaseProblems(bad).filter((text) => problem.test(text));
      expect(problems, String(problem)).to.have.length(1);
      expect(problems[0]).to.match(/^thing /);
    }
  });

  it("reads what is new from the version's own section", () => {
    expect(changesOf(GOOD.changelog, "1.2.3")).to.equal("- Something.");
    expect(changesOf(GOOD.changelog, "1.2.2")).to.equal("- Before.");
    expect(changesOf(GOOD.changelog, "1.2")).to.equal("");
  });

  it("finds the files that exports name, under any condition", () => {
    const exports = {
      ".": { types: "./a.d.ts", default: { node: "./a.js" } },
      "./b": "./b.js",
      "./c/*": "./c/*",
    };
    expect(exportedFiles(exports)).to.deep.equal(["a.d.ts", "a.js", "b.js"]);
  });

  for (const folder of PUBLISHED) {
    it(`finds all that a release needs in ${folder}, but for the repository's address, which nobody knows yet`, () => {
      const problems = releaseProblems(readReleased(folder));
      expect(problems.filter((problem) => !problem.includes("names no repository"))).to.deep.equal([]);
    });
  }
});
