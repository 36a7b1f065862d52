import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

/** Compiles the contracts before the first test, which takes seconds when nothing has changed. */
export async function mochaGlobalSetup(): Promise<void> {
  const root = resolve(import.meta.dirname, "../..");
  const hardhat = resolve(root, "node_modules/hardhat/internal/cli/bootstrap.js");
  await promisify(execFile)(process.execPath, [hardhat, "compile"], { cwd: root });
}
