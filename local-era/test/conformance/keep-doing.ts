import { setTimeout } from "node:timers/promises";

const PAUSE_MS = 50;

/** Repeats an action until it has an effect, and returns the effect: clients start watching in their own time. */
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
