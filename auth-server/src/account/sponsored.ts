import { PaymasterContractError } from "@zksync-sso/sdk/errors";
import type { Address } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { payingFor, type SponsoredCall } from "./paymaster.ts";

/** Who pays, as the SDK's actions take it. */
export interface Sponsor {
  readonly address: Address;
}

/**
 * Sends a call that the chain's paymaster pays for, if it does; at the account's expense otherwise, also if the paymaster had
 * promised to pay and has nothing left.
 *
 * @param send - is given who pays; nothing if that is the account
 */
export async function sponsored<result>(
  chain: ChainConfig,
  call: SponsoredCall,
  send: (paymaster: Sponsor | undefined) => Promise<result>,
): Promise<result> {
  const address = await payingFor(nodeClient(chain), chain.contracts.accountPaymaster, call);
  if (!address) return send(undefined);
  try {
    return await send({ address });
  } catch (error) {
    if (!(error instanceof PaymasterContractError)) throw error;
    return send(undefined);
  }
}
