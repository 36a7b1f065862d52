const NAMES = ["localStorage", "sessionStorage"] as const;

/** Gives the process what a page can keep, with nothing in it, until what is returned is called. */
export function fakeStorage(): () => void {
  for (const name of NAMES)
    Object.defineProperty(globalThis, name, { value: emptyStorage(), configurable: true });
  return () => {
    for (const name of NAMES) Reflect.deleteProperty(globalThis, name);
  };
}

function emptyStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const stored = new Map<string, string>();
  return {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => void stored.set(key, text),
    removeItem: (key) => void stored.delete(key),
  };
}
