import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Tests of the project's tools, in separate folders: they run other programs, and some measure compiled code.
 */
const TOOL_TESTS = ["scripts", "toolchain", "docs"].map((name) => join("project", name));

/** Tests of tools that write to none of the project's folders for Hardhat, so that its suites can run meanwhile. */
const PROGRAM_TESTS = [
  "toolchain/package",
  "scripts/side-by-side",
  "scripts/command-line",
  "toolchain/toolchain",
  "scripts/bench-node",
  "scripts/bench-sdk",
  "scripts/era-lint",
  "scripts/coverage",
  "scripts/mutation/watchdog",
].map((path) => join("project", ...`${path}.test.ts`.split("/")));

/**
 * Tests of contracts that behave differently where pubdata is expensive: what is reverted then, and what
 * stays.
 */
const DEAR_TESTS = [
  "project/walk.test.ts",
  "contracts/recovery/GuardianRecoveryModule.finish.test.ts",
  "contracts/session/SessionKeyModule.batches.test.ts",
  "contracts/paymaster/SsoPaymaster.griefing.test.ts",
  "contracts/paymaster/SsoPaymaster.test.ts",
  "contracts/ERC7579Account/unlinking.test.ts",
];

/** Returns the paths of the tests below `folder` that also run at the highest pubdata price. */
export function dearTests(folder: string): string[] {
  return DEAR_TESTS.map((path) => join(folder, path));
}

/** Returns the paths of the test files below `folder` that run contracts. */
export function contractTests(folder: string): string[] {
  return allTests(folder).filter((path) => !isToolTest(folder, path));
}

/**
 * Returns the paths of the test files below `folder` that run the project's scripts, toolchain and documents, except
 * those of programs.
 */
export function toolTests(folder: string): string[] {
  const others = programTests(folder);
  return allTests(folder).filter((path) => isToolTest(folder, path) && !others.includes(path));
}

/** Returns the paths of the tests below `folder` of tools that run beside the project's Hardhat. */
export function programTests(folder: string): string[] {
  return PROGRAM_TESTS.map((path) => join(folder, path));
}

/** Returns the paths of all test files below `folder`, in order. */
export function allTests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Returns whether a test file runs the project's scripts, toolchain or documents rather than contracts. */
export function isToolTest(folder: string, path: string): boolean {
  return TOOL_TESTS.some((tools) => relative(folder, path).startsWith(tools + sep));
}
