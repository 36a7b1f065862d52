import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PROJECT_ROOT } from "../../helpers/project/documents";
import { testFiles, titlesOf } from "../../helpers/project/test-titles";

const TESTS = join(PROJECT_ROOT, "test");
const BRANCH = /^([│ ]*)[├└]── (.*)$/;

/** The lines of a tree that have none below them: its tests. */
function leavesOf(tree: string): string[] {
  const lines = readFileSync(join(TESTS, tree), "utf8").split("\n").flatMap(branch);
  return lines.filter(({ depth }, i) => (lines[i + 1]?.depth ?? 0) <= depth).map(({ title }) => title);
}

function branch(line: string): { depth: number; title: string }[] {
  const [, indent, title] = BRANCH.exec(line) ?? [];
  return title === undefined ? [] : [{ depth: indent.length, title }];
}

function isTree(path: string): boolean {
  return path.endsWith(".tree");
}

describe("Trees of the contracts' suites", () => {
  for (const tree of readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter(isTree)) {
    const contract = tree.replace(/\.tree$/, "");
    const titles = testFiles()
      .filter((path) => path.startsWith(`${contract}.`) || path.startsWith(`${contract}/`))
      .flatMap(titlesOf);

    it(`${tree} has only tests that exist`, () => {
      const strangers = leavesOf(tree).filter((leaf) => !titles.some((title) => title.prints(leaf)));
      expect(strangers).to.deep.equal([]);
    });

    it(`${tree} has every test`, () => {
      const leaves = leavesOf(tree);
      const missing = titles.filter((title) => !leaves.some((leaf) => title.prints(leaf)));
      expect(missing.map(({ source }) => source)).to.deep.equal([]);
    });
  }
});
