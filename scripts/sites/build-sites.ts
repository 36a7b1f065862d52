import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../..");

/** Folders of the sites, from the project's root. */
const SITES = { authServer: "auth-server", example: "examples/tip-jar" } as const;

/** Folders of the built sites. */
export type BuiltSites = Readonly<Record<keyof typeof SITES, string>>;

/** Those that `npm start` builds and serves. */
export const BUILT: BuiltSites = builtBelow(ROOT, "dist");

/**
 * Builds the auth server and the example, which takes a few seconds.
 *
 * @throws Error with the bundler's output.
 */
export async function buildSites(built: BuiltSites = BUILT): Promise<void> {
  // A separate program: not every loader of these scripts can import it as a module.
  const vite = resolve(ROOT, "node_modules/vite/bin/vite.js");
  const build = promisify(execFile);
  for (const [name, site] of Object.entries(SITES)) {
    const options = ["--logLevel", "error", "--emptyOutDir", "--outDir", built[name as keyof BuiltSites]];
    await build(process.execPath, [vite, "build", ...options], { cwd: resolve(ROOT, site) });
  }
}

/** Names the folders of built sites below a folder. */
export function builtBelow(folder: string, name = "."): BuiltSites {
  return {
    authServer: resolve(folder, SITES.authServer, name),
    example: resolve(folder, SITES.example, name),
  };
}
