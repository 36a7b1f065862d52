import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
// Must come first: it changes how the compiler is loaded.
import "./solc-tiering.ts";
import wrapper from "solc/wrapper.js";
import { UsageError } from "../primitives/usage-error.ts";
import { assertIsSupported } from "./solc-versions.ts";
import type { SolcOutput } from "./standard-json.ts";

const requireHere = createRequire(import.meta.url);
/** CommonJS, as threads load it without what runs TypeScript. */
const loadSoljson = requireHere("./load-soljson.cjs") as (file: string) => unknown;

/** A Solidity compiler that was loaded. */
export interface Solc {
  /** The file it was loaded from. */
  readonly soljson: string;
  /** Version of the npm package, e.g. `0.8.30`. */
  readonly version: string;
  /** Version with commit and platform, e.g. `0.8.30+commit.73712a01.Emscripten.clang`. */
  readonly longVersion: string;
  readonly compile: (input: string) => string;
}

/** Holds solc's standard JSON input, including every source. */
export type SolcInput = Readonly<Record<string, unknown>>;

/**
 * Loads a compiler: the `soljson.js` of an npm package `solc`, by default of the one this package depends on.
 *
 * @throws UsageError on any other file, and on a version that is not supported.
 */
export function loadSolc(path?: string): Solc {
  const soljson = path === undefined ? requireHere.resolve("solc/soljson.js") : resolve(path);
  if (!existsSync(soljson)) throw new UsageError(`--solc is ${path}, which does not exist.`);
  const compiler = wrapper(readSoljson(soljson));
  const longVersion = compiler.version() as string;
  const version = longVersion.split("+")[0]!;
  assertIsSupported(version);
  return { soljson, version, longVersion, compile: (input) => compiler.compile(input) as string };
}

function readSoljson(file: string): unknown {
  if (file.endsWith(".js")) {
    const module = load(file);
    if (typeof module.cwrap === "function") return module;
  }
  throw new UsageError(`--solc is ${file}, which is not the soljson.js of an npm package solc.`);
}

/** Loads a file, of which an interrupted installation may have left a part. */
function load(file: string): { readonly cwrap?: unknown } {
  try {
    return loadSoljson(file) as { readonly cwrap?: unknown };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new UsageError(`--solc is ${file}, which cannot be loaded: ${reason}. Install its package anew.`);
  }
}

/**
 * Runs a compiler on every input, one list per thread, and resolves to the outputs in the same order. The first list runs
 * in this thread.
 */
export async function runSolc(
  solc: Solc,
  [here = [], ...elsewhere]: readonly (readonly SolcInput[])[],
): Promise<SolcOutput[]> {
  const others = Promise.all(elsewhere.map((inputs) => runInWorker(solc, inputs)));
  const outputs = here.map((input) => solc.compile(JSON.stringify(input)));
  return [...outputs, ...(await others).flat()].map((output) => JSON.parse(output) as SolcOutput);
}

function runInWorker({ soljson }: Solc, inputs: readonly SolcInput[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const workerData = { soljson, inputs: inputs.map((input) => JSON.stringify(input)) };
    const worker = new Worker(new URL("./solc-worker.cjs", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("A compiler thread ended without a result.")));
  });
}
