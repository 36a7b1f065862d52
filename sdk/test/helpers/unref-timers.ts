/**
 * Lets no timer that code makes from now on keep the process alive, for code that does not clear its own.
 *
 * @returns what ends it
 */
export function unrefTimers(): () => void {
  const original = globalThis.setTimeout;
  const unref = (...parameters: Parameters<typeof setTimeout>) => original(...parameters).unref();
  globalThis.setTimeout = Object.assign(unref, original);
  return () => {
    globalThis.setTimeout = original;
  };
}
