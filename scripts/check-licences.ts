import { readFileSync } from "node:fs";
import { ALLOWED, EXCEPTIONS } from "./licences/policy";
import { licenceViolations, type LockedPackage } from "./licences/violations";
import { projectPath } from "./toolchain/toolchain";

/** `npm run check:licences`: fails if a dependency, at any depth, is under a licence that does not fit MIT. */
function main(): void {
  const { packages } = JSON.parse(readFileSync(projectPath("package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const violations = licenceViolations(packages, { allowed: ALLOWED, exceptions: EXCEPTIONS });
  for (const violation of violations) console.error(`${violation} (scripts/licences/policy.ts)`);
  if (violations.length > 0) process.exitCode = 1;
}

main();
