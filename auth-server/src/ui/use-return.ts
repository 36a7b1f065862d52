import { useEffect } from "react";

/**
 * Has something done each time that the person comes back to the window: what they read there may be of yesterday.
 *
 * @param look - the same function as long as it does the same
 */
export function useReturn(look: () => void): void {
  useEffect(() => {
    window.addEventListener("focus", look);
    return () => {
      window.removeEventListener("focus", look);
    };
  }, [look]);
}
