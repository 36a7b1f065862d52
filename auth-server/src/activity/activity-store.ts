import type { Address } from "viem";
import { knownAccount } from "../account/known-account.ts";
import type { DatedActivity } from "./dated-activity.ts";

/** What was read of an account's life: everything from one block to another. */
export interface KeptActivity {
  readonly from: bigint;
  readonly to: bigint;
  /** The hash of block `to`: a chain that has another one there has had another life. */
  readonly hash: string;
  /** The latest first. */
  readonly entries: readonly DatedActivity[];
}

const DATABASE = "zksync-sso.activity";
const STORE = "accounts";
/** Of the form of what is kept: what an older page has kept is read anew. */
const VERSION = 2;

/** Returns what this device has kept of an account: all of it can be read from the chain again. */
export async function keptActivity(chainId: number, account: Address): Promise<KeptActivity | undefined> {
  try {
    return await inStore<KeptActivity | undefined>("readonly", (store) => store.get(keyOf(chainId, account)));
  } catch {
    // No IndexedDB, as in some private windows.
    return undefined;
  }
}

/** Keeps what was read of an account; not once this device is to know the account no more. */
export async function keepActivity(chainId: number, account: Address, kept: KeptActivity): Promise<void> {
  if (knownAccount(chainId)?.address.toLowerCase() !== account.toLowerCase()) return;
  try {
    await inStore("readwrite", (store) => store.put(kept, keyOf(chainId, account)));
  } catch {
    // Full or forbidden: it is read again the next time.
  }
}

/** Forgets what this device has kept of an account. */
export async function forgetActivity(chainId: number, account: Address): Promise<void> {
  try {
    await inStore("readwrite", (store) => store.delete(keyOf(chainId, account)));
  } catch {
    // Where nothing can be forgotten, nothing was kept.
  }
}

function keyOf(chainId: number, account: Address): string {
  return `${chainId} ${account.toLowerCase()}`;
}

async function inStore<result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<result> {
  const opening = indexedDB.open(DATABASE, VERSION);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    if (result.objectStoreNames.contains(STORE)) result.deleteObjectStore(STORE);
    result.createObjectStore(STORE);
  };
  const database = await done(opening);
  try {
    return (await done(act(database.transaction(STORE, mode).objectStore(STORE)))) as result;
  } finally {
    database.close();
  }
}

function done<result>(request: IDBRequest<result>): Promise<result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB failed."));
    };
  });
}
