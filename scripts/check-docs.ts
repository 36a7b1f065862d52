import { readFileSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import { soliditySources, unpricedAssembly } from "./documents/assembly";
import { unknownCommands } from "./documents/commands";
import { documents, PROJECT_ROOT } from "./documents/documents";
import { brokenLinks } from "./documents/links";
import { readTitles } from "./documents/read-titles";
import { untestedRequirements, type PlacedTitle } from "./documents/requirements";
import { differingSolidity, solidityOf } from "./documents/solidity-copies";
import { untestedBlocks } from "./documents/untested-blocks";
import { unprovenThreats } from "./documents/threats";
import { writtenTitles } from "./documents/written-titles";

/** Folders of pages for those who develop with a part of the project, or the part itself. */
const PAGES_OF_PARTS = [
  "docs/sdk",
  "docs/sdk-reference",
  "docs/contracts",
  "sdk",
  "examples/tip-jar",
  "local-era/test/conformance",
];
/** Where the other workspaces have their tests. */
const OTHER_TESTS = ["local-era/test", "era-coverage/test", "sdk/test", "auth-server/test", "e2e"];

/** Where Hardhat keeps its configuration variables: a scope of tasks of its own. */
const VARIABLES = "vars";

const SECURITY = "docs/security.md";
const REQUIREMENTS = "docs/requirements.md";

/** `npm run check:docs`: fails if the documentation, or what comments say of assembly, does not match the repository. */
async function main(): Promise<void> {
  const problems = [
    ...pageProblems(),
    ...threatProblems(),
    ...soliditySources().flatMap(unpricedAssembly),
    ...(await requirementProblems()),
  ];
  if (problems.length === 0) return;
  console.error("The documentation does not match the repository; change whichever is wrong:");
  for (const problem of problems) console.error(`  ${problem}`);
  process.exitCode = 1;
}

function pageProblems(): string[] {
  const pages = documents();
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
  const known = { scripts: Object.keys(scripts), tasks: [...Object.keys(hre.tasks), VARIABLES] };
  return [
    ...[...pages, ...documents(PAGES_OF_PARTS)].flatMap(brokenLinks),
    ...pages.flatMap(untestedBlocks),
    ...pages.flatMap((page) => unknownCommands(page, known)),
    ...pages.flatMap(differingSolidity),
    ...(pages.flatMap(solidityOf).length === 0 ? ["no page has Solidity: is it found?"] : []),
  ];
}

function threatProblems(): string[] {
  return unprovenThreats(read(SECURITY)).map((problem) => `${SECURITY}: ${problem}`);
}

/**
 * Reads the titles of the other workspaces from the source: loading the suites of one of them takes minutes.
 */
async function requirementProblems(): Promise<string[]> {
  const loaded: PlacedTitle[] = (await readTitles()).flatMap(({ file, titles }) =>
    titles.map((title) => ({ file, title })),
  );
  const titles = [...loaded, ...OTHER_TESTS.flatMap(writtenTitles)];
  return untestedRequirements(read(REQUIREMENTS), titles).map((problem) => `${REQUIREMENTS}: ${problem}`);
}

function read(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), "utf8");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
