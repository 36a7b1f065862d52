import { existsSync, readFileSync } from "node:fs";
import { projectPath } from "./toolchain";

/** Reads what a source imports, from the project or from one of its packages, as npm's solc asks for it. */
export function readSolidityImport(path: string): { contents: string } | { error: string } {
  const file = [path, `node_modules/${path}`].map(projectPath).find((candidate) => existsSync(candidate));
  return file === undefined ? { error: `there is no ${path}` } : { contents: readFileSync(file, "utf8") };
}
