import { resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Folders of the sites that `npm start` serves, as they are built. */
export const BUILT = {
  authServer: resolve(ROOT, "auth-server/dist"),
  example: resolve(ROOT, "examples/tip-jar/dist"),
} as const;

/** Builds the auth server and the example: a few seconds. */
export async function buildSites(): Promise<void> {
  // Vite is a module of ECMAScript's.
  const { build } = await import("vite");
  for (const root of ["auth-server", "examples/tip-jar"])
    await build({ root: resolve(ROOT, root), logLevel: "error" });
}
