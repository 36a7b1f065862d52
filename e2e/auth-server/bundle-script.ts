import { resolve } from "node:path";
import { build } from "esbuild";

/** Bundles a script of `pages/` into one text, including the SDK's sources if it uses the SDK. */
export async function bundleScript(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, `pages/${name}.ts`)],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    // The published client's peers: wagmi's second version by its usual name, and one that no session needs.
    alias: {
      "@wagmi/core": "@wagmi/core-2",
      "@simplewebauthn/browser": resolve(import.meta.dirname, "pages/no-passkeys.ts"),
    },
    tsconfig: resolve(import.meta.dirname, "../tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
