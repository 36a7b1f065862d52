import { Worker } from "node:worker_threads";
// Must come first: it changes how the compiler is loaded.
import "./solc-tiering.ts";
import solc from "solc";
import type { SolcOutput } from "./standard-json.ts";

/** Is the version with commit and platform, e.g. `0.8.30+commit.73712a01.Emscripten.clang`. */
export const SOLC_LONG_VERSION: string = solc.version();

/** Is the version of the npm package, e.g. `0.8.30`. */
export const SOLC_VERSION = SOLC_LONG_VERSION.split("+")[0]!;

/** Holds solc's standard JSON input, including every source. */
export type SolcInput = Readonly<Record<string, unknown>>;

/**
 * Runs solc on every input, one list per thread, and resolves to the outputs in the same order. The first list runs in
 * this thread.
 */
export async function runSolc([here = [], ...elsewhere]: readonly (readonly SolcInput[])[]): Promise<
  SolcOutput[]
> {
  const others = Promise.all(elsewhere.map(runInWorker));
  const outputs = here.map((input) => solc.compile(JSON.stringify(input)) as string);
  return [...outputs, ...(await others).flat()].map((output) => JSON.parse(output) as SolcOutput);
}

function runInWorker(inputs: readonly SolcInput[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const workerData = inputs.map((input) => JSON.stringify(input));
    const worker = new Worker(new URL("./solc-worker.cjs", import.meta.url), { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("A compiler thread ended without a result.")));
  });
}
