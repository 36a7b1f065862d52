import { useEffect } from "react";

/**
 * Has something done each time that another window of the browser keeps something else under a key.
 *
 * @param look - the same function as long as it does the same
 */
export function useStored(key: string, look: () => void): void {
  useEffect(() => {
    const follow = ({ key: changed }: StorageEvent): void => {
      // No key: all of it was cleared.
      if (changed === null || changed === key) look();
    };
    window.addEventListener("storage", follow);
    return () => {
      window.removeEventListener("storage", follow);
    };
  }, [key, look]);
}
