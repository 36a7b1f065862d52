import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { MappedBuild } from "../../local-era/src/source-maps/build";
import { projectPath } from "../toolchain/toolchain";
import { runNode } from "../coverage/run-node";
import { findMutants } from "./find-mutants";
import type { Mutant } from "./mutant";

/** Everything a run keeps: the code, what the tests reach, and results. Git ignores it. */
export const MUTATION_FOLDER = projectPath(".mutation");

const BUILD_FOLDER = join(MUTATION_FOLDER, "build");
const FINGERPRINT_FILE = "fingerprint";

/** Variables of a process that uses the code: tests of gas skip themselves, as the code is not optimized. */
export const BUILD_VARIABLES = { LOCAL_ERA_COVERAGE: BUILD_FOLDER } as const;

/**
 * Compiles the contracts as coverage does, in code that is quick to make and follows the source; not again if none of
 * them has changed.
 *
 * @throws Error if they do not compile
 */
export async function compileBuild(): Promise<void> {
  const fingerprint = hashFolder(projectPath("contracts"));
  const file = join(BUILD_FOLDER, FINGERPRINT_FILE);
  if (existsSync(file) && readFileSync(file, "utf8") === fingerprint) return;
  rmSync(BUILD_FOLDER, { recursive: true, force: true });
  const hardhat = projectPath("node_modules/hardhat/internal/cli/bootstrap.js");
  const config = projectPath("scripts/coverage/hardhat.config.ts");
  const exit = await runNode([hardhat, "compile"], "stderr", { ...BUILD_VARIABLES, HARDHAT_CONFIG: config });
  if (exit !== 0) throw new Error(`The contracts do not compile (${exit}).`);
  writeFileSync(file, fingerprint);
}

/** Reads what {@link compileBuild} has compiled. */
export function readBuild(): MappedBuild {
  return JSON.parse(readFileSync(join(BUILD_FOLDER, "build.json"), "utf8")) as MappedBuild;
}

/** Finds what can be changed in the contracts of the project, but for those that only tests use. */
export function mutantsOf({ sources }: MappedBuild): Mutant[] {
  return Object.keys(sources)
    .filter((file) => file.startsWith("contracts/") && !file.startsWith("contracts/mocks/"))
    .sort()
    .flatMap((file) => findMutants({ file, ...sources[file]! }));
}

/** Returns a hash of all files below a folder, their names included, except those below another. */
export function hashFolder(folder: string, except?: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => except === undefined || !file.startsWith(except + sep));
  for (const file of files.sort()) hash.update(`${file.slice(folder.length)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/** Returns a hash of a file. */
export function hashFile(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
