import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { Finding } from "./finding.js";
import { MODULES } from "./folders.js";
import type { PackedSdk } from "./pack.js";

/** The most that the connector may add to an app, in bytes, minified and compressed. */
const CONNECTOR_LIMIT = 20_000;

/** What the session path may not use: the browser, storage, the network, the clock. */
const IMPURE =
  /\b(window|document|localStorage|sessionStorage|indexedDB|navigator|fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|setTimeout)\b|Date\.now|new Date\(\)/;

/** Bundles an export path as an app's bundler does. */
async function bundle(sdk: PackedSdk, path: string, external: readonly string[]): Promise<OutputFile[]> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(sdk.folder, "dist", path, "index.js")],
    bundle: true,
    // Only what an app loads lazily is a separate file.
    splitting: external.length > 0,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    outdir: join(sdk.folder, "bundled"),
    write: false,
    metafile: true,
    logLevel: "silent",
    nodePaths: [MODULES],
    external: [...external],
  });
  const atOnce = loadedAtOnce(metafile);
  return outputFiles.map(({ path, text }) => ({ text, isLate: !atOnce.has(basename(path)) }));
}

/** A file of a bundle; `isLate` if it is loaded only on demand. */
type OutputFile = { readonly text: string; readonly isLate: boolean };

/** Names the files that importing the entry loads: itself, what it imports, what that imports, and so on. */
function loadedAtOnce({ outputs }: Metafile): ReadonlySet<string> {
  // What is loaded lazily is an entry too, but not one that was named.
  const open = Object.keys(outputs).filter((path) => basename(path) === "index.js");
  if (open.length !== 1) throw new Error(`A bundle begins with one file, not with ${open.join(", ")}.`);
  const found = new Set(open);
  for (const path of open)
    for (const { kind, path: imported } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && imported in outputs && !found.has(imported)) {
        found.add(imported);
        open.push(imported);
      }
  return new Set([...found].map((path) => basename(path)));
}

/** Weighs `./connector` with all of its exports, without what an app with wagmi already has. */
export async function checkConnectorSize(sdk: PackedSdk): Promise<Finding> {
  const files = await bundle(sdk, "connector", ["viem", "viem/*", "@wagmi/core", "abitype"]);
  const weigh = (late: boolean): number =>
    files
      .filter(({ isLate: each }) => each === late)
      .reduce((sum, { text }) => sum + gzipSync(text, { level: 9 }).length, 0);
  const [bytes, late] = [weigh(false), weigh(true)];
  const rest = `and ${(late / 1000).toFixed(1)} kB later: to connect and sign, for sessions, for contracts' errors`;
  return {
    name: "./connector of its own, min+gzip",
    holds: bytes <= CONNECTOR_LIMIT,
    figure: `${(bytes / 1000).toFixed(1)} kB of ${CONNECTOR_LIMIT / 1000} kB, ${rest}`,
  };
}

/** Looks for the browser and the network in `./session`, with all that it imports. */
export async function checkSessionPurity(sdk: PackedSdk): Promise<Finding> {
  const files = await bundle(sdk, "session", []);
  const [found] =
    files
      .map(({ text }) => text)
      .join("\n")
      .match(IMPURE) ?? [];
  return {
    name: "./session without DOM, network and clock",
    holds: found === undefined,
    figure: found === undefined ? "none" : `${found} is in it`,
  };
}
