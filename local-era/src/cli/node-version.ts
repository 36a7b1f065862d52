import manifest from "../../package.json" with { type: "json" };

/** Reads local-era's version from its package.json. */
export function readVersion(): string {
  return manifest.version;
}
