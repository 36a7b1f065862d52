import { spawnSync } from "node:child_process";

/** The outcome of a program. */
export interface Run {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a Node program to its end. */
export function runNode(args: readonly string[], cwd: string): Run {
  // As an app builds: the environment of this project's tests is not for the package.
  const env = { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: "utf8" });
  return { succeeded: status === 0, output: `${stdout}${stderr}`.trim() };
}
