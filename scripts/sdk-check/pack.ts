import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SDK } from "./folders.js";

/** The package as it is published. */
export interface PackedSdk {
  readonly tarball: string;
  /** The package's folder, unpacked. */
  readonly folder: string;
  /** Its export paths with code: ".", "./connector". */
  readonly paths: readonly string[];
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly exports: Record<string, unknown>;
  readonly dependencies: Record<string, string>;
}

/** Builds and packs the SDK, and unpacks it into a folder. */
export function pack(folder: string): PackedSdk {
  const printed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: SDK,
    encoding: "utf8",
  });
  const tarball = join(folder, printed.trim().split("\n").at(-1) ?? "");
  const unpacked = join(folder, "unpacked");
  mkdirSync(unpacked);
  execFileSync("tar", ["-xzf", tarball, "-C", unpacked]);
  const manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8")) as Manifest;
  const paths = Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === "string" ? [] : [path],
  );
  return {
    tarball,
    folder: join(unpacked, "package"),
    paths,
    dependencies: Object.keys(manifest.dependencies),
  };
}

/** Returns the name by which an app imports an export path. */
export function importName(path: string): string {
  return `@zksync-sso/sdk${path.slice(1)}`;
}
