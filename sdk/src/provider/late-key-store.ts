import type { SessionKeyStore } from "../session-key/session-key-store.js";

/**
 * Returns the page's store for keys, loaded and looked for when it is first used. Where that fails, for want of a network perhaps,
 * it is tried again the next time.
 *
 * @param load - loads the store; the page's own if not given
 */
export function lateKeyStore(load: () => Promise<SessionKeyStore> = loadBrowserStore): SessionKeyStore {
  let found: Promise<SessionKeyStore> | undefined;
  const store = (): Promise<SessionKeyStore> =>
    (found ??= load().catch((error: unknown) => {
      found = undefined;
      throw error;
    }));
  return {
    get: async (name) => (await store()).get(name),
    set: async (name, key) => (await store()).set(name, key),
    delete: async (name) => (await store()).delete(name),
  };
}

function loadBrowserStore(): Promise<SessionKeyStore> {
  return import("./new-session-key.js").then(({ browserKeyStore }) => browserKeyStore());
}
