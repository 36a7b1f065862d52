/**
 * Keeps timers created from now on from holding the process open, for code that does not clear its own.
 *
 * @returns a function that undoes it
 */
export function unrefTimers(): () => void {
  const original = globalThis.setTimeout;
  const unref = (...parameters: Parameters<typeof setTimeout>) => original(...parameters).unref();
  globalThis.setTimeout = Object.assign(unref, original);
  return () => {
    globalThis.setTimeout = original;
  };
}
