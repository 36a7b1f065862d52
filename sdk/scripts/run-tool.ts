import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SDK = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Runs one of the installed tools in `sdk/`.
 *
 * @throws Error with what it said, if it failed
 */
export function runTool(
  program: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): void {
  const { status, stdout, stderr } = spawnSync(join(SDK, "../node_modules/.bin", program), programArguments, {
    cwd: SDK,
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} ${programArguments.join(" ")} failed:\n${stdout}${stderr}`);
}
