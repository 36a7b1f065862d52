import { spawnSync } from "node:child_process";
import { projectPath } from "../toolchain/toolchain";
import type { ReleasedPackage } from "./manifest";

/**
 * Returns whether the registry has this version of a package.
 *
 * @throws Error with npm's words if the registry does not answer.
 */
export function isPublished({ manifest: { name, version } }: ReleasedPackage): boolean {
  const { status, stdout, stderr } = spawnSync("npm", ["view", `${name}@${version}`, "version"], {
    encoding: "utf8",
  });
  if (status === 0) return stdout.trim() === version;
  if (/\bE404\b/.test(stderr)) return false;
  throw new Error(`the registry did not say whether it has ${name}@${version}: ${stderr.trim()}`);
}

/**
 * Publishes a package; whoever runs this is asked by the registry to prove that they may.
 *
 * @throws Error if npm could not.
 */
export function publish({ folder, manifest: { name, version } }: ReleasedPackage): void {
  const options = { cwd: projectPath(folder), stdio: "inherit" } as const;
  const { status } = spawnSync("npm", ["publish", "--provenance", "--access", "public"], options);
  if (status !== 0) throw new Error(`npm did not publish ${name}@${version}`);
}
