import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { getAccountVersion, type AccountVersion } from "@zksync-sso/sdk/client";
import { isAddressEqual, zeroAddress, type Address } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** The code that an account runs, and who decides about it. */
export interface Code extends AccountVersion {
  /** The beacon that the account follows, whatever code it names; nothing if the account decides itself, as each does at first. */
  readonly chooser: Address | undefined;
}

/** Reads which code an account runs, and whether another contract chooses that. */
export async function readCode(chain: ChainConfig, account: Address): Promise<Code> {
  const node = nodeClient(chain);
  const [version, beacon] = await Promise.all([
    getAccountVersion(node, { account, contracts: chain.contracts }),
    readContract(node, { address: account, abi: erc7579AccountAbi, functionName: "followedBeacon" }),
  ]);
  return { ...version, chooser: isAddressEqual(beacon, zeroAddress) ? undefined : beacon };
}
