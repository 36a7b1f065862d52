import { spawn, type SpawnOptions } from "node:child_process";

/**
 * Runs a program, and shows all of its output when it has ended, so that two can run side by side.
 *
 * @returns its exit code, or the signal that ended it
 */
export function runWhole(
  program: string,
  programArguments: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env">,
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said.push(chunk);
      });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? signal ?? "unknown");
    });
  });
}
