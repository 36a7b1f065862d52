import { rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** How often whoever waits looks again, in milliseconds. */
const INTERVAL_MS = 20;

/**
 * Runs something while nobody else does for the same file, in this process or another one.
 *
 * @param patienceMs how long to wait for others, which take milliseconds
 * @throws Error naming the lock if it stays: one that a killed process has left is not told from one that is held, so a person
 *   removes it
 */
export async function withLock<Result>(
  path: string,
  action: () => Promise<Result>,
  patienceMs = 10_000,
): Promise<Result> {
  const lock = `${path}.lock`;
  for (let waited = 0; !(await create(lock)); waited += INTERVAL_MS) {
    if (waited >= patienceMs)
      throw new Error(
        `${lock} stays: another run changes that file. If none does, remove it, and run this again.`,
      );
    await setTimeout(INTERVAL_MS);
  }
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Creates a file, and returns whether that was possible because there was none. */
async function create(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
