import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { RECORDING_SUFFIX, RUNNING_SUFFIX } from "./folder.ts";
import type { Recording } from "./recording.ts";

const POLL_MS = 50;

/**
 * Reads what all nodes recorded into `folder`.
 *
 * @throws Error if a node has not written its recording after `patience` milliseconds (it is still running, or was killed),
 * or if there is none.
 */
export async function readRecordings(folder: string, patience: number): Promise<Recording[]> {
  for (const deadline = Date.now() + patience; ; await setTimeout(POLL_MS)) {
    const running = filesWith(folder, RUNNING_SUFFIX);
    if (running.length === 0) break;
    if (Date.now() > deadline) {
      const pids = running.map((file) => file.slice(0, -RUNNING_SUFFIX.length));
      throw new Error(`Node ${pids.join(", ")} left no recording: it is still running, or it was killed.`);
    }
  }
  const files = filesWith(folder, RECORDING_SUFFIX);
  if (files.length === 0) throw new Error("No node recorded anything.");
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Recording);
}

function filesWith(folder: string, suffix: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(suffix));
}
