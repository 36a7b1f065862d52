import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../..");

/** Folders of the sites that `npm start` serves, as they are built. */
export const BUILT = {
  authServer: resolve(ROOT, "auth-server/dist"),
  example: resolve(ROOT, "examples/tip-jar/dist"),
} as const;

/**
 * Builds the auth server and the example: a few seconds.
 *
 * @throws Error with what the bundler says.
 */
export async function buildSites(): Promise<void> {
  // A program of its own: as a module, it is one that not every loader of these scripts can import.
  const vite = resolve(ROOT, "node_modules/vite/bin/vite.js");
  const build = promisify(execFile);
  for (const site of ["auth-server", "examples/tip-jar"])
    await build(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: resolve(ROOT, site) });
}
