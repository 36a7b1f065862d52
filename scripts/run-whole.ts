import { spawn, type SpawnOptions } from "node:child_process";
import { getPriority, setPriority } from "node:os";

/** The highest number that a system takes. */
const LEAST_PRIORITY = 19;

/** How a program is run. */
interface WholeOptions extends Pick<SpawnOptions, "cwd" | "env"> {
  /** By how much it and the programs it starts step back when others want the processor, from 0 to 19. */
  readonly niceness?: number;
}

/**
 * Runs a program, and shows all of its output when it has ended, so that two can run side by side.
 *
 * @returns its exit code, or the signal that ended it
 */
export function runWhole(
  program: string,
  programArguments: readonly string[],
  { niceness = 0, ...options }: WholeOptions,
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    if (niceness > 0 && child.pid !== undefined) {
      setPriority(child.pid, Math.min(getPriority() + niceness, LEAST_PRIORITY));
    }
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
