import { readFileSync } from "node:fs";
import { UsageError } from "../primitives/usage-error.ts";
import type { MappedBuild } from "../source-maps/build.ts";
import { SourceLocations } from "../source-maps/source-locations.ts";

/** Reads a file with a {@link MappedBuild}. Throws {@link UsageError}. */
export function readSourceMaps(file: string): SourceLocations {
  try {
    const build = JSON.parse(readFileSync(file, "utf8")) as MappedBuild;
    return new SourceLocations(build);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--source-maps: ${file} has no contracts with source maps: ${reason}`);
  }
}
