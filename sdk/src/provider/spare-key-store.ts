import { memorySessionKeyStore } from "../session-key/memory-session-key-store.js";
import type { SessionKeyStore } from "../session-key/session-key-store.js";

/**
 * Returns a store that keeps what another one does not take, for as long as the program runs: browsers have an IndexedDB that
 * does not open where the person has forbidden storage. Of a key that cannot be stored as it is, the error is thrown.
 */
export function withSpareKeyStore(store: SessionKeyStore): SessionKeyStore {
  const spare = memorySessionKeyStore();
  return {
    get: async (name) => (await spare.get(name)) ?? store.get(name),
    set: (name, key) =>
      store.set(name, key).catch((error: unknown) => {
        if (isUncloneable(error)) throw error;
        return spare.set(name, key);
      }),
    delete: async (name) => {
      const isSpare = (await spare.get(name)) !== undefined;
      await (isSpare ? spare : store).delete(name);
    },
  };
}

/** Says whether a store takes no key of its kind: Firefox stores none of WebCrypto's in private windows. */
export function isUncloneable(error: unknown): boolean {
  return (Object(error) as { readonly name?: unknown }).name === "DataCloneError";
}
