import type { Hash } from "viem";
import * as v from "valibot";

/** Where they are kept; other windows are told when that changes. */
export const APPS_KEY = "zksync-sso.apps";
/** So many are remembered: nobody has as many sessions, and the storage of a page is small. */
const MOST = 200;

const StoredSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(300)));

/** Remembers on this device which app a session is for: the chain does not know. */
export function rememberApp(sessionHash: Hash, origin: string): void {
  const kept = Object.entries(appOrigins()).slice(1 - MOST);
  try {
    localStorage.setItem(APPS_KEY, JSON.stringify({ ...Object.fromEntries(kept), [sessionHash]: origin }));
  } catch {
    // Full or forbidden: it is an unnamed app then.
  }
}

/** Returns the origins of the apps that this device knows of, by the hashes of their sessions. */
export function appOrigins(): Readonly<Record<string, string>> {
  try {
    return v.parse(StoredSchema, JSON.parse(localStorage.getItem(APPS_KEY) ?? "{}"));
  } catch {
    return {};
  }
}
