import { spawn } from "node:child_process";
import { projectPath } from "../toolchain/toolchain";

/** Where a program's standard output goes; its standard error is ours. */
export type Output = "stdout" | "stderr";

/** Runs a Node program in the project's folder, resolves to its exit code, or the signal that ended it. */
export function runNode(
  args: readonly string[],
  output: Output,
  variables: Readonly<Record<string, string>> = {},
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectPath("."),
      env: { ...process.env, ...variables },
      stdio: ["inherit", output === "stdout" ? process.stdout : process.stderr, process.stderr],
    });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}
