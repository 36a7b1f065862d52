import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "../toolchain/toolchain";

/** The folders of the packages that are published. */
export const PUBLISHED = ["sdk", "local-era"] as const;

/** What a package.json says, as far as a release depends on it. */
export interface ReleaseManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly sideEffects?: boolean | readonly string[];
  readonly exports?: unknown;
  readonly repository?: { readonly type?: string; readonly url?: string; readonly directory?: string };
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package that is published, as it is in this repository. */
export interface ReleasedPackage {
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  readonly changelog: string;
}

/** Reads a package from its folder. */
export function readReleased(folder: string): ReleasedPackage {
  const read = (file: string) => readFileSync(projectPath(join(folder, file)), "utf8");
  return {
    folder,
    manifest: JSON.parse(read("package.json")) as ReleaseManifest,
    changelog: read("CHANGELOG.md"),
  };
}

/** Returns the files that a package's exports name, but for patterns, relative to its folder. */
export function exportedFiles(exports: unknown): string[] {
  if (typeof exports === "string") return exports.includes("*") ? [] : [exports.replace(/^\.\//, "")];
  if (typeof exports !== "object" || exports === null) return [];
  return Object.values(exports).flatMap(exportedFiles);
}
