import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SDK = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(SDK, "../node_modules");
const TSC = join(MODULES, "typescript/bin/tsc");

/** The package's dependencies and peers. */
const DEPENDENCIES = ["valibot", "viem", "@wagmi/core", "wagmi", "react", "@tanstack/react-query"];

let project: string | undefined;

/** Returns the folder of a project that has the package installed as it is published, beside its dependencies and peers. */
export function projectWithPackage(): string {
  return (project ??= makeProject());
}

/** Returns the package's folder in {@link projectWithPackage}. */
export function builtPackage(): string {
  return join(projectWithPackage(), "node_modules/@zksync-sso/sdk");
}

function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "sdk-package-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const home = join(folder, "node_modules/@zksync-sso/sdk");
  mkdirSync(home, { recursive: true });
  // `npm run check` has checked the sources' types.
  const args = ["-p", "tsconfig.build.json", "--noCheck", "--outDir", join(home, "dist")];
  execFileSync(process.execPath, [TSC, ...args], { cwd: SDK });
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
