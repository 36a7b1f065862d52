import { spawn, type ChildProcess, type ChildProcessByStdio, type SpawnOptions } from "node:child_process";
import { getPriority, setPriority } from "node:os";
import type { Readable } from "node:stream";

/** The highest number that a system takes. */
const LEAST_PRIORITY = 19;

/** How long what a program has left running may still print on its output, in milliseconds. */
const LEFT_BEHIND_MS = 1_000;

/** How a program is run. */
interface WholeOptions extends Pick<SpawnOptions, "cwd" | "env"> {
  /** By how much it and the programs it starts step back when others want the processor, from 0 to 19. */
  readonly niceness?: number;
  /** For how long it may print nothing before it is killed, in milliseconds; as long as it likes, if not given. */
  readonly silenceMs?: number;
}

/**
 * Runs a program, and shows all of its output when it has ended, so that two can run side by side. It ends with this
 * process, unless that is killed: a program that calls this ends on signals by `endOnSignals`.
 *
 * @returns its exit code, or the signal that ended it
 */
export function runWhole(
  program: string,
  programArguments: readonly string[],
  { niceness = 0, silenceMs, ...options }: WholeOptions,
): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    // A group of its own, as npm and shells leave what they have started when they are ended.
    const child = spawn(program, programArguments, { ...options, stdio, detached: true });
    const end = () => endGroup(child);
    process.once("exit", end);
    if (niceness > 0 && child.pid !== undefined) {
      setPriority(child.pid, Math.min(getPriority() + niceness, LEAST_PRIORITY));
    }
    const streams = [child.stdout, child.stderr];
    const said: Buffer[] = [];
    for (const stream of streams)
      stream.on("data", (chunk: Buffer) => {
        said.push(chunk);
      });
    if (silenceMs !== undefined) endSilence(child, silenceMs, said);
    child.once("error", reject);
    child.once("exit", () => {
      process.off("exit", end);
      // Programs that it started and left behind may hold its output open for ever.
      setTimeout(() => streams.forEach((stream) => stream.destroy()), LEFT_BEHIND_MS).unref();
    });
    child.once("close", (code, signal) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? signal ?? "unknown");
    });
  });
}

/** Ends a program and all that it has started, unless it has ended already. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended at this very moment.
  }
}

/** Kills a program that prints nothing for so long, and adds to its output that it was. */
function endSilence(
  child: ChildProcessByStdio<null, Readable, Readable>,
  silenceMs: number,
  said: Buffer[],
): void {
  const timer = setTimeout(() => {
    said.push(Buffer.from(`\nKilled, as it printed nothing for ${silenceMs / 1000} s.\n`));
    child.kill("SIGKILL");
  }, silenceMs);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", () => timer.refresh());
  for (const end of ["error", "exit"]) child.once(end, () => clearTimeout(timer));
}
