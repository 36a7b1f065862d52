import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { projectPath } from "../toolchain/toolchain";
import type { TitledTest } from "./titled-test";

/**
 * The network for which suites are loaded: its URL is read, and nothing is sent there. Hardhat's own has none
 * without a node.
 */
const NETWORK = { HARDHAT_NETWORK: "localEra" };

/**
 * Reads the tests of `test/`, by file, in each file's order.
 *
 * @throws Error with the output of loading them, if it failed
 */
export async function readTitles(): Promise<TitledTest[]> {
  const program = ["--import", "tsx", projectPath("scripts/documents/load-titles.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, program, {
    cwd: projectPath(""),
    env: { ...process.env, ...NETWORK },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as TitledTest[];
}
