import { MemoryStorage } from "./memory-storage.js";
import type { StorageLike } from "./storage-like.js";

/** Returns the page's `localStorage`; a storage that lasts as long as the program where there is none, or it is locked. */
export function browserStorage(): StorageLike {
  try {
    // Reading the property throws where the person has switched storage off.
    if (typeof window !== "undefined") return window.localStorage;
  } catch {
    // As if there were none.
  }
  return new MemoryStorage();
}
