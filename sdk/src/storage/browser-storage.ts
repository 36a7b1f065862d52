import { MemoryStorage } from "./memory-storage.js";
import type { StorageLike } from "./storage-like.js";

/** Returns the page's `localStorage`; a storage that lasts as long as the program where there is none, or it is locked. */
export function browserStorage(): StorageLike {
  try {
    // Reading the property throws where the person has switched storage off.
    // Web views of apps have none, and other windows not even the property, whatever its type says.
    const found =
      typeof window === "undefined" ? undefined : (window.localStorage as Storage | null | undefined);
    if (found) return found;
  } catch {
    // As if there were none.
  }
  return new MemoryStorage();
}
