import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SDK = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(SDK, "../node_modules");
const TSC = join(MODULES, "typescript/bin/tsc");

/** The package's dependencies and peers, and the types of what has none. */
const DEPENDENCIES = [
  "valibot",
  "viem",
  "@wagmi/core",
  "wagmi",
  "react",
  "@tanstack/react-query",
  "@types/node",
  "@types/react",
];

/** What of the package is built: its code alone takes half the time. */
export type BuiltPart = "code" | "code and types";

/** Returns the package's folder in a project that has it installed. */
export function packageIn(project: string): string {
  return join(project, "node_modules/@zksync-sso/sdk");
}

/**
 * Makes a project that has the package installed as it is published, beside its dependencies and peers, until this process
 * ends.
 *
 * @returns its folder
 */
export function projectWithPackage(part: BuiltPart): string {
  const folder = mkdtempSync(join(tmpdir(), "sdk-package-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const home = packageIn(folder);
  mkdirSync(home, { recursive: true });
  // `npm run check` has checked the sources' types.
  const args = ["-p", "tsconfig.build.json", "--noCheck", "--outDir", join(home, "dist")];
  const without = part === "code" ? ["--declaration", "false", "--declarationMap", "false"] : [];
  execFileSync(process.execPath, [TSC, ...args, ...without], { cwd: SDK });
  cpSync(join(SDK, "package.json"), join(home, "package.json"));
  for (const name of DEPENDENCIES) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed(name), link);
  }
  return folder;
}

/**
 * Returns where npm has put a package: in the SDK's own folder if the root has another version of it, or
 * none.
 */
function installed(name: string): string {
  const own = join(SDK, "node_modules", name);
  return existsSync(own) ? own : join(MODULES, name);
}
