import { useCallback, useEffect, useRef } from "react";
import { useReading, type Reading } from "./use-reading.ts";

/** Milliseconds between two looks at the chain: somebody is waiting for somebody else, or for a node that is behind. */
const STEP = 5_000;

/**
 * Reads something, and goes on looking as long as the page is in view.
 *
 * @param read - as `useReading` takes it
 * @param mayLook - says before each further look whether it is to be; the same function as long as it does the same
 */
export function useFollowed<value>(read: () => Promise<value>, mayLook: () => boolean): Reading<value> {
  /** Looks that the node has not answered: what one finds is lost when the next one begins. */
  const open = useRef(0);
  const reading = useReading(
    useCallback(async () => {
      open.current++;
      try {
        return await read();
      } finally {
        open.current--;
      }
    }, [read]),
  );
  const { follow } = reading;
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible" && open.current === 0 && mayLook()) follow();
    };
    const timer = setInterval(look, STEP);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [follow, mayLook]);
  return reading;
}
