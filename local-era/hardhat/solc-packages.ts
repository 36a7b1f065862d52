import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** An npm package `solc` that is installed, be it by another name. */
export interface SolcPackage {
  readonly name: string;
  readonly version: string;
  /** The compiler itself. */
  readonly soljson: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Returns the compilers that a project has installed, and last the one this package depends on. */
export function solcPackages(root: string): SolcPackage[] {
  const manifestFile = join(root, "package.json");
  const own = solcPackage("solc", __filename);
  return [
    ...solcNames(readManifest(manifestFile)).flatMap((name) => solcPackage(name, manifestFile) ?? []),
    ...(own === undefined ? [] : [own]),
  ];
}

/** The name that the package has by itself, and those that the project gives it: `npm:solc@0.8.24`. */
function solcNames({ dependencies, devDependencies }: Manifest = {}): string[] {
  const aliases = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, specification]) => specification.startsWith("npm:solc@"))
    .map(([name]) => name);
  return [...new Set(["solc", ...aliases])];
}

function solcPackage(name: string, from: string): SolcPackage | undefined {
  const { resolve } = createRequire(from);
  try {
    const manifest = readManifest(resolve(`${name}/package.json`));
    if (manifest?.name !== "solc" || manifest.version === undefined) return undefined;
    return { name, version: manifest.version, soljson: resolve(`${name}/soljson.js`) };
  } catch {
    // It is not installed.
    return undefined;
  }
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
