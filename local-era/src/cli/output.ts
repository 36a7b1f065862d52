import { openSync, writeSync } from "node:fs";
import type { LogSink } from "../logging/node-log.ts";
import type { Configuration } from "./configuration.ts";

/** Takes lines; undefined when there is nowhere to put them. */
export type Output = LogSink | undefined;

/** What of the configuration says where lines go. */
type OutputChoice = Pick<Configuration, "silent" | "showsConsole" | "logFile">;

/**
 * Where the node's lines go: to the terminal unless it is silent, console.log of contracts perhaps even then; and to the log
 * file, which begins anew. Throws an Error that names the file when it cannot be written.
 */
export function openOutput({ silent, showsConsole, logFile }: OutputChoice): Output {
  const toFile = logFile === undefined ? undefined : openLog(logFile);
  if (silent && !showsConsole) return toFile;
  const toTerminal = openTerminal();
  return (line, target) => {
    if (!silent || target === "console") toTerminal(line);
    toFile?.(line);
  };
}

/** Writes to standard output as long as somebody reads it. */
function openTerminal(): (line: string) => void {
  let isOpen = true;
  // A closed pipe is no reason to stop serving.
  process.stdout.on("error", () => (isOpen = false));
  return (line) => {
    if (isOpen) process.stdout.write(`${line}\n`);
  };
}

/** Opens a file and writes each line at once, so that the log is complete however the node ends. */
function openLog(path: string): (line: string) => void {
  let file: number | undefined;
  try {
    file = openSync(path, "w");
  } catch (error) {
    throw new Error(`the log cannot be written to ${path}: ${messageOf(error)}`, { cause: error });
  }
  return (line) => {
    if (file === undefined) return;
    try {
      writeSync(file, `${line}\n`);
    } catch (error) {
      // A full disk must not change the node's answers.
      file = undefined;
      process.stderr.write(`error: the log is no longer written to ${path}: ${messageOf(error)}\n`);
    }
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
