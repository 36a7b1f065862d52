/** Gives the process an IndexedDB with nothing in it, as far as the page uses one, until what is returned is called. */
export function fakeDatabase(): () => void {
  const stored = new Map<string, unknown>();
  const request = <result>(result: result, onMade?: "onupgradeneeded") => {
    const made = { result } as Record<string, unknown>;
    const tell = (name: string): void => (made[name] as (() => void) | undefined)?.();
    queueMicrotask(() => {
      if (onMade) tell(onMade);
      // What waits for it says so a moment after it was made.
      setImmediate(() => {
        tell("onsuccess");
      });
    });
    return made;
  };
  const store = {
    get: (key: string) => request(structuredClone(stored.get(key))),
    put: (value: unknown, key: string) => request(stored.set(key, structuredClone(value))),
    delete: (key: string) => request(stored.delete(key)),
  };
  const database = {
    objectStoreNames: { contains: () => false },
    createObjectStore: () => store,
    transaction: () => ({ objectStore: () => store }),
    close: () => undefined,
  };
  const value = { open: () => request(database, "onupgradeneeded") };
  Object.defineProperty(globalThis, "indexedDB", { value, configurable: true });
  return () => {
    Reflect.deleteProperty(globalThis, "indexedDB");
  };
}
