import { useEffect, useState } from "react";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { AskedTransaction } from "./asked-transaction.ts";
import { readPreview, type Preview } from "./read-preview.ts";

/** Tries out a transaction on the chain, without sending it; anew with each `attempt`. Nothing until it is known. */
export function usePreview(
  chain: ChainConfig,
  account: KnownAccount,
  asked: AskedTransaction,
  attempt: number,
): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    let isCurrent = true;
    setPreview(undefined);
    void readPreview(chain, account, asked).then((read) => isCurrent && setPreview(read));
    return () => {
      isCurrent = false;
    };
  }, [chain, account, asked, attempt]);
  return preview;
}
