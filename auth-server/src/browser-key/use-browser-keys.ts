import { useEffect, useState } from "react";
import { findBrowserKeys, type BrowserKey } from "./browser-keys.ts";

/** Follows what has keys of the person's own in this browser. */
export function useBrowserKeys(): readonly BrowserKey[] {
  const [keys, setKeys] = useState<readonly BrowserKey[]>([]);
  useEffect(() => findBrowserKeys(setKeys), []);
  return keys;
}
