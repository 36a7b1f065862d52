import { readFileSync } from "node:fs";
import { UsageError } from "../primitives/usage-error.ts";
import type { CoverageBuild } from "../source-maps/build.ts";
import { SourceLocations } from "../source-maps/source-locations.ts";

/** Reads the file `zksolc-coverage` leaves beside what it compiled. Throws {@link UsageError}. */
export function readSourceMaps(file: string): SourceLocations {
  try {
    const build = JSON.parse(readFileSync(file, "utf8")) as CoverageBuild;
    return new SourceLocations(build);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--source-maps: ${file} is not what zksolc-coverage writes: ${reason}`);
  }
}
