import { existsSync } from "node:fs";
import module from "node:module";

/** What runs programs from their sources is in the repository only. */
const LOADER = new URL("load.mjs", import.meta.url);

/**
 * Loads a program: from its sources in the repository, and in the published package from what they were built into.
 *
 * @type {import("./program.d.mts").program}
 */
export async function program(entry, options) {
  if (existsSync(LOADER)) {
    const { load } = await import(LOADER.href);
    return await load(entry, options);
  }
  // From Node.js 22 on, it keeps compiled code.
  module.enableCompileCache?.();
  return await import(
    new URL(`../dist/${entry.replace(/^src\//, "").replace(/\.ts$/, ".js")}`, import.meta.url).href
  );
}
