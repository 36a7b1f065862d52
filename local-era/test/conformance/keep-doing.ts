import { setTimeout } from "node:timers/promises";

const PAUSE_MS = 50;

/**
 * Does something again and again until something else has happened because of it, and answers with that: clients begin
 * to watch in their own time.
 */
export async function keepDoing<T>(cause: () => Promise<unknown>, effect: Promise<T>): Promise<T> {
  let hasHappened = false;
  const settle = () => {
    hasHappened = true;
  };
  effect.then(settle, settle);
  while (!hasHappened) {
    await cause();
    await setTimeout(PAUSE_MS);
  }
  return effect;
}
