import { spawnSync } from "node:child_process";

/** What a program did. */
export interface Run {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a program of Node's to its end. */
export function runNode(args: readonly string[], cwd: string): Run {
  // As an app builds: what is set up for this project's tests is not for the package.
  const env = { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: "utf8" });
  return { succeeded: status === 0, output: `${stdout}${stderr}`.trim() };
}
