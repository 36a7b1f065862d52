import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { useMemo } from "react";
import { encodeFunctionData } from "viem";
import type { KnownAccount } from "../account/known-account.ts";
import { useOwnFee } from "../account/use-own-fee.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
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
  const call = useMemo(
    () => ({
      to: chain.contracts.session,
      data: encodeFunctionData({ abi: sessionKeyModuleAbi, functionName: "createSession", args: [spec] }),
    }),
    [chain, spec],
  );
  const fee = useOwnFee(chain, account, call);
  return fee === undefined ? null : <span className="price">Your network fee: about {ethInWords(fee)}</span>;
}
