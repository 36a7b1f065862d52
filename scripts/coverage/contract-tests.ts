import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Tests of the project's tools, in folders of their own: they run other programs, and some measure compiled code. */
const TOOL_TESTS = new Set(["scripts", "toolchain", "docs"]);

/** Paths of the test files below `folder` that run contracts. */
export function contractTests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !TOOL_TESTS.has(relative(folder, path).split(sep)[0]))
    .sort();
}
