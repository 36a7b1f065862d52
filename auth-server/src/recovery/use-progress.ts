import { useCallback, useEffect, useRef } from "react";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { useReading, type Reading } from "../ui/use-reading.ts";
import { readProgress, type Progress } from "./read-progress.ts";

/** Milliseconds between two looks at the chain: somebody is waiting for somebody else. */
const STEP = 5_000;

/** Follows how far it is with letting a passkey in, as long as the page is in view. */
export function useProgress(chain: ChainConfig, account: KnownAccount): Reading<Progress> {
  /** Looks that the node has not answered: what one finds is lost when the next one begins. */
  const open = useRef(0);
  const read = useCallback(async () => {
    open.current++;
    try {
      return await readProgress(chain, account);
    } finally {
      open.current--;
    }
  }, [chain, account]);
  const reading = useReading(read);
  const { value, reload } = reading;
  const isOver = value?.stage === "done" || value?.stage === "taken";
  useEffect(() => {
    if (isOver) return undefined;
    const look = (): void => {
      if (document.visibilityState === "visible" && open.current === 0) reload();
    };
    const timer = setInterval(look, STEP);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [reload, isOver]);
  return reading;
}
