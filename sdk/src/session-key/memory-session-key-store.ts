import type { SessionKeyStore, StoredSessionKey } from "./session-key-store.js";

/** Makes a store that forgets all keys when the program ends: for servers, and for tests. */
export function memorySessionKeyStore(): SessionKeyStore {
  const keys = new Map<string, StoredSessionKey>();
  return {
    get: (name) => Promise.resolve(keys.get(name)),
    set: (name, key) => {
      keys.set(name, key);
      return Promise.resolve();
    },
    delete: (name) => {
      keys.delete(name);
      return Promise.resolve();
    },
  };
}
