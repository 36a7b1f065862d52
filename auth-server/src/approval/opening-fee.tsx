import type { SessionSpec } from "@zksync-sso/sdk/session";
import { useCallback } from "react";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { readOpeningFeeLate } from "../popup/connect-late.ts";
import { useReading } from "../ui/use-reading.ts";
import { ethInWords } from "../words/amount.ts";

interface OpeningFeeProps {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  readonly spec: SessionSpec;
}

/**
 * Says on the button that lets an app act for an account what that costs the account, unless somebody else pays or it may already.
 * There it takes no room of its own: all has to be in view that is decided on.
 */
export function OpeningFee({ chain, account, spec }: OpeningFeeProps) {
  // What is wrong is said when it is needed.
  const { value: fee } = useReading(
    useCallback(() => readOpeningFeeLate(chain, account, spec), [chain, account, spec]),
  );
  return fee === undefined ? null : <span className="price">Your network fee: about {ethInWords(fee)}</span>;
}
