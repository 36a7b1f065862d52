import { openSync, writeSync } from "node:fs";
import type { Configuration } from "./configuration.ts";

/** Takes lines; undefined when there is nowhere to put them. */
export type Output = ((line: string) => void) | undefined;

/**
 * Where the node's lines go: to the terminal unless it is silent, and to the log file, which begins anew. Throws an Error
 * that names the file when it cannot be written.
 */
export function openOutput({ silent, logFile }: Pick<Configuration, "silent" | "logFile">): Output {
  const file = logFile === undefined ? undefined : openLog(logFile);
  if (silent && file === undefined) return undefined;
  return (line) => {
    if (!silent) process.stdout.write(`${line}\n`);
    // At once, so that the lines are there whatever ends the node.
    if (file !== undefined) writeSync(file, `${line}\n`);
  };
}

function openLog(path: string): number {
  try {
    return openSync(path, "w");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the log cannot be written to ${path}: ${reason}`, { cause: error });
  }
}
