import type { SessionKeyStore } from "../session-key/session-key-store.js";

/**
 * Returns a store whose failure to delete a key is nobody's: whoever is told of it instead of what the auth server answered
 * does not know that they are connected, that a session is closed, or that the person refused. The key is of no use by then.
 */
export function lenientKeyStore(store: SessionKeyStore): SessionKeyStore {
  return {
    get: (name) => store.get(name),
    set: (name, key) => store.set(name, key),
    delete: async (name) => {
      try {
        await store.delete(name);
      } catch {
        // It stays there.
      }
    },
  };
}
