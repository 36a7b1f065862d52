import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * Lists the files in a folder and its subfolders, by their paths from there; none if there is no such folder.
 */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
