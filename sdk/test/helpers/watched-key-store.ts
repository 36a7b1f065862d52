import { memorySessionKeyStore, type SessionKeyStore } from "../../src/session-key/index.js";

/** Makes a key store, and the set of the keys in it. */
export function watchedKeyStore(): {
  readonly keyStore: SessionKeyStore;
  readonly kept: ReadonlySet<string>;
} {
  const { get, set, delete: remove } = memorySessionKeyStore();
  const kept = new Set<string>();
  const keyStore: SessionKeyStore = {
    get,
    set: (name, key) => (kept.add(name), set(name, key)),
    delete: (name) => (kept.delete(name), remove(name)),
  };
  return { keyStore, kept };
}
