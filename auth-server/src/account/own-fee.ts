import { slice, type Address, type Hex } from "viem";
import { getGasPrice } from "viem/actions";
import type { ChainConfig } from "../chains/chain-config.ts";
import { accountClient, nodeClient } from "./account-client.ts";
import type { KnownAccount } from "./known-account.ts";
import { payingFor } from "./paymaster.ts";

/** A call that an account is about to make. */
export interface OwnCall {
  readonly to: Address;
  readonly data: Hex;
}

/**
 * Estimates what a call costs the account, in wei: nothing is returned if the chain's paymaster pays, or if it cannot be
 * estimated. What is wrong then is said when it is sent.
 */
export async function ownFee(
  chain: ChainConfig,
  account: KnownAccount,
  { to, data }: OwnCall,
): Promise<bigint | undefined> {
  const node = nodeClient(chain);
  const call = { sender: account.address, to, selector: slice(data, 0, 4) };
  if (await payingFor(node, chain.contracts.accountPaymaster, call)) return undefined;
  try {
    const [gas, price] = await Promise.all([
      accountClient(chain, account).estimateGas({ to, data }),
      getGasPrice(node),
    ]);
    return gas * price;
  } catch {
    return undefined;
  }
}
