import { useEffect, useState } from "react";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { KnownAccount } from "./known-account.ts";
import { ownFee, type OwnCall } from "./own-fee.ts";

/**
 * Estimates what a call costs the account, in wei; nothing if somebody else pays, or as long as it is not known.
 *
 * @param call - the same object as long as it is the same call; nothing if there is none to be made
 */
export function useOwnFee(
  chain: ChainConfig,
  account: KnownAccount,
  call: OwnCall | undefined,
): bigint | undefined {
  const [fee, setFee] = useState<bigint>();
  useEffect(() => {
    let isCurrent = true;
    setFee(undefined);
    if (call) void ownFee(chain, account, call).then((read) => isCurrent && setFee(read));
    return () => {
      isCurrent = false;
    };
  }, [chain, account, call]);
  return fee;
}
