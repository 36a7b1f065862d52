import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const ROOT = resolve(__dirname, "../..");

/** Folders of the built sites that `npm start` serves. */
export const BUILT = {
  authServer: resolve(ROOT, "auth-server/dist"),
  example: resolve(ROOT, "examples/tip-jar/dist"),
} as const;

/**
 * Builds the auth server and the example, which takes a few seconds.
 *
 * @throws Error with the bundler's output.
 */
export async function buildSites(): Promise<void> {
  // A separate program: not every loader of these scripts can import it as a module.
  const vite = resolve(ROOT, "node_modules/vite/bin/vite.js");
  const build = promisify(execFile);
  for (const site of ["auth-server", "examples/tip-jar"])
    await build(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: resolve(ROOT, site) });
}
