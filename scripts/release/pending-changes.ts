import { readdirSync } from "node:fs";
import { projectPath } from "../toolchain/toolchain";

/** Says, if changes wait in `.changeset/` for a version, that they do and what to do about it. */
export function pendingProblems(folder = projectPath(".changeset")): string[] {
  const pending = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");
  if (pending.length === 0) return [];
  return [
    `changes in .changeset/ have no version yet: npm run release:version (${pending.sort().join(", ")})`,
  ];
}
