import type { SessionKeyStore } from "../session-key/index.js";

/** Returns the page's store for keys, loaded and looked for when it is first used. */
export function lateKeyStore(): SessionKeyStore {
  let found: Promise<SessionKeyStore> | undefined;
  const store = (): Promise<SessionKeyStore> =>
    (found ??= import("./new-session-key.js").then(({ browserKeyStore }) => browserKeyStore()));
  return {
    get: async (name) => (await store()).get(name),
    set: async (name, key) => (await store()).set(name, key),
    delete: async (name) => (await store()).delete(name),
  };
}
