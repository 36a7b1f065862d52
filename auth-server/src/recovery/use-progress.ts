import { useCallback, useRef } from "react";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { useFollowed } from "../ui/use-followed.ts";
import type { Reading } from "../ui/use-reading.ts";
import { readProgress, type Progress } from "./read-progress.ts";

/**
 * Follows how far it is with letting a passkey in, as long as the page is in view, until it is in. That it is somebody else's ends
 * nothing: one wrong answer of a node would.
 */
export function useProgress(chain: ChainConfig, account: KnownAccount): Reading<Progress> {
  const isIn = useRef(false);
  return useFollowed(
    useCallback(async () => {
      const progress = await readProgress(chain, account);
      isIn.current = progress.stage === "done";
      return progress;
    }, [chain, account]),
    useCallback(() => !isIn.current, []),
  );
}
