/// <reference lib="dom" />
import type { SessionKeyStore, StoredSessionKey } from "./session-key-store.js";

const TABLE = "session-keys";

/**
 * Makes a store in the browser's IndexedDB, the one place that takes WebCrypto's keys without their private halves being
 * readable.
 *
 * @param database - its name; all pages of an origin share those of one name
 */
export function indexedDbSessionKeyStore(database = "zksync-sso"): SessionKeyStore {
  const run = async <answer>(
    mode: IDBTransactionMode,
    ask: (table: IDBObjectStore) => IDBRequest<answer>,
  ): Promise<answer> => {
    const db = await open(database);
    try {
      const transaction = db.transaction(TABLE, mode);
      const request = ask(transaction.objectStore(TABLE));
      // A request may succeed and its transaction still fail, for want of space.
      await done(transaction);
      return request.result;
    } finally {
      // Held open, it would keep other pages from a newer version of it.
      db.close();
    }
  };
  return {
    get: (name) => run("readonly", (table) => table.get(name) as IDBRequest<StoredSessionKey | undefined>),
    set: async (name, key) => {
      await run("readwrite", (table) => table.put(key, name));
    },
    delete: async (name) => {
      await run("readwrite", (table) => table.delete(name));
    },
  };
}

function open(database: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB did not open."));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new Error("IndexedDB ended the transaction."));
    transaction.oncomplete = () => resolve();
    transaction.onerror = fail;
    transaction.onabort = fail;
  });
}
