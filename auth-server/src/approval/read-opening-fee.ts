import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { encodeFunctionData } from "viem";
import type { KnownAccount } from "../account/known-account.ts";
import { ownFee } from "../account/own-fee.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** Estimates what opening a session costs an account, in wei, as `ownFee` does. */
export function readOpeningFee(
  chain: ChainConfig,
  account: KnownAccount,
  session: SessionSpec,
): Promise<bigint | undefined> {
  const data = encodeFunctionData({
    abi: sessionKeyModuleAbi,
    functionName: "createSession",
    args: [session],
  });
  return ownFee(chain, account, { to: chain.contracts.session, data });
}
