import { useEffect, useState } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import { storedRecoveryOn } from "./stored-recovery.ts";

/**
 * Follows the recovery that is going on in this browser, whichever of its tabs has begun it. One that another tab has finished or
 * given up stays here: the chain says what has become of it.
 */
export function useStoredRecovery(chains: readonly ChainConfig[]) {
  const [stored, setStored] = useState(() => storedRecoveryOn(chains));
  useEffect(() => {
    const follow = (): void => {
      setStored((before) => storedRecoveryOn(chains) ?? before);
    };
    window.addEventListener("storage", follow);
    return () => {
      window.removeEventListener("storage", follow);
    };
  }, [chains]);
  return [stored, setStored] as const;
}
