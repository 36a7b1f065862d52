/** A text that is kept as long as a window is open. */
export interface WindowStorage {
  readonly keep: (text: string) => void;
  readonly kept: () => string | undefined;
  readonly forget: () => void;
}

/** Returns where a text is kept as long as this window is open; where the browser keeps nothing, as long as the page is there. */
export function windowStorage(key: string): WindowStorage {
  let copy: string | undefined;
  const forget = (): void => {
    copy = undefined;
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Forbidden: nothing was kept.
    }
  };
  return {
    keep: (text) => {
      try {
        sessionStorage.setItem(key, text);
      } catch {
        // Full or forbidden: whoever loads the page again begins anew, and not with what was kept before.
        forget();
        copy = text;
      }
    },
    kept: () => {
      try {
        return sessionStorage.getItem(key) ?? copy;
      } catch {
        return copy;
      }
    },
    forget,
  };
}

/** Returns where texts of one kind are kept as long as this window is open: a text each for what it is about. */
export function windowStorages(kind: string): (about: string) => WindowStorage {
  const storages = new Map<string, WindowStorage>();
  return (about) => {
    const storage = storages.get(about) ?? windowStorage(`${kind} ${about}`);
    storages.set(about, storage);
    return storage;
  };
}
