import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RECORDING_SUFFIX, RUNNING_SUFFIX } from "./folder.ts";
import { CoverageRecorder } from "./recorder.ts";

const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** Makes a recorder, and writes what it has recorded to a file of the folder when this process ends. */
export function recordProcess(folder: string): CoverageRecorder {
  const recorder = new CoverageRecorder();
  const file = join(folder, String(process.pid));
  const save = (): void => {
    writeFileSync(`${file}${RECORDING_SUFFIX}`, JSON.stringify(recorder.recording()));
    rmSync(`${file}${RUNNING_SUFFIX}`, { force: true });
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}${RUNNING_SUFFIX}`, "");
  process.once("exit", save);
  for (const signal of SIGNALS) process.once(signal, () => endBy(signal, save));
  return recorder;
}

/** A signal that is listened to no longer ends the process: that is made up for, unless others listen as well. */
function endBy(signal: NodeJS.Signals, save: () => void): void {
  save();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
