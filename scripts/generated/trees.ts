import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { readTitles } from "../documents/read-titles";
import type { TitledTest } from "../documents/titled-test";
import { projectPath } from "../toolchain/toolchain";
import { filesBelow } from "./files-below";
import type { Generated } from "./generated";
import { drawTree } from "./tree";

const TESTS = "test";

/** The tree of each contract that has its own suite: what its tests say about it. */
export const trees: Generated = {
  from: "the suites",
  present: () =>
    filesBelow(projectPath(TESTS))
      .filter((file) => file.endsWith(".tree"))
      .map((file) => join(TESTS, file)),
  make: async () => treesOf(await readTitles(), (path) => existsSync(projectPath(`${path}.sol`))),
};

/** Draws the trees of all contracts that test files are named after, by path. */
export function treesOf(
  tests: readonly TitledTest[],
  isContract: (path: string) => boolean,
): Map<string, string> {
  const byContract = new Map<string, TitledTest[]>();
  for (const test of tests) {
    const contract = contractOf(test.file, isContract);
    if (contract !== undefined) byContract.set(contract, [...(byContract.get(contract) ?? []), test]);
  }
  return new Map(
    [...byContract].map(([contract, own]) => [
      join(TESTS, `${contract}.tree`),
      drawTree(basename(contract), own),
    ]),
  );
}

/**
 * Finds a test file's contract: its tests are in `Contract.test.ts`, in `Contract.part.test.ts`, or in a
 * folder `Contract/`.
 */
function contractOf(file: string, isContract: (path: string) => boolean): string | undefined {
  const names = file.split("/").slice(1);
  return names
    .map((name, i) => [...names.slice(0, i), name.split(".", 1)[0]].join("/"))
    .find((path) => isContract(path));
}
