import { projectPath } from "../toolchain/toolchain";
import { runNode } from "./run-node";

/** Sources that are measured. Contracts that only tests use are not. */
const MEASURED = ["--include", "contracts/", "--exclude", "contracts/mocks/"];

/**
 * Writes `coverage/lcov.info` and prints the report, one JSON object with `json`, from what is in `folder`.
 *
 * @throws Error if that is incomplete, or `reasons.json` does not explain exactly the lines that are not covered.
 */
export async function report(folder: string, json: boolean): Promise<void> {
  const files = [
    "--lcov",
    projectPath("coverage/lcov.info"),
    "--reasons",
    projectPath("scripts/coverage/reasons.json"),
  ];
  const program = projectPath("era-coverage/bin/coverage-report");
  const exit = await runNode([program, folder, ...MEASURED, ...files, ...(json ? ["--json"] : [])], "stdout");
  if (exit !== 0) throw new Error(`Coverage is incomplete: the report ended with ${exit}.`);
}
