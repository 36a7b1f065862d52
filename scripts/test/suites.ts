import { programTests } from "./test-files";

/** One of the project's test suites: a Node program with a counting reporter. */
export interface TestSuite {
  readonly name: string;
  /** Set for a suite that mostly waits, or that another waits for: when it wants a core it gets one before the others. */
  readonly hasPriority?: true;
  /** Set for a suite that begins while the contracts are still being compiled. */
  readonly needsNoContracts?: true;
  /** Folder to run in, from the project's root. */
  readonly folder: string;
  /** Arguments of `node`. */
  readonly arguments: readonly string[];
  /** Variables the suite reads, unless they are set already. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Set for a suite that needs Hardhat's port, cache and artifacts to itself. */
  readonly exclusive?: readonly "hardhat"[];
}

/** The tests in a browser, in two suites, as they mostly wait: each has a browser of its own, a node, and the sites. */
export const E2E_SUITES: readonly TestSuite[] = [
  browserSuite("e2e-auth-server", "auth-server"),
  browserSuite("e2e-others", "{browser,hostile,own-page,sdk}"),
];

/** All suites, in the order in which they begin: the longest first, so that none runs alone for long at the end. */
export const suites: readonly TestSuite[] = [
  {
    name: "local-era",
    needsNoContracts: true,
    folder: "local-era",
    arguments: mocha(),
  },
  ...E2E_SUITES,
  {
    name: "contracts",
    hasPriority: true,
    folder: ".",
    exclusive: ["hardhat"],
    arguments: ["--import", "tsx", "scripts/test/hardhat-suite.ts"],
  },
  {
    name: "programs",
    folder: ".",
    arguments: mocha(programTests("test"), ".", ["--timeout", "400000"]),
  },
  {
    name: "tools",
    folder: ".",
    exclusive: ["hardhat"],
    arguments: ["--import", "tsx", "scripts/test/hardhat-suite.ts", "tools"],
  },
  {
    // Some of the contracts' tests again, with published data at the highest price there is.
    name: "dear",
    folder: ".",
    exclusive: ["hardhat"],
    arguments: ["--import", "tsx", "scripts/test/hardhat-suite.ts", "dear"],
    variables: { LOCAL_ERA_FLAGS: "--pubdata-price=50000", PROPERTY_EFFORT: "1" },
  },
  {
    name: "sdk",
    folder: "sdk",
    arguments: mocha(),
  },
  {
    name: "era-coverage",
    folder: "era-coverage",
    arguments: mocha(),
  },
  {
    name: "auth-server",
    folder: "auth-server",
    arguments: mocha(),
  },
];

function browserSuite(name: string, folders: string): TestSuite {
  return { name, hasPriority: true, folder: "e2e", arguments: mocha([`${folders}/**/*.test.ts`]) };
}

/** Arguments that run test files from a folder, by default those of a workspace. */
function mocha(
  files: readonly string[] = ["test/**/*.test.ts"],
  root = "..",
  options: readonly string[] = [],
) {
  const reporter = `${root}/scripts/test/counting-reporter.ts`;
  const program = `${root}/node_modules/mocha/bin/mocha.js`;
  return ["--import", "tsx", program, "--reporter", reporter, ...options, ...files];
}
