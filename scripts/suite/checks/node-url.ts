import type { HttpNetworkConfig, Network } from "hardhat/types";

/**
 * Returns the address of a network's node. Hardhat's own network, which commands have unless another is named, has none.
 *
 * @throws Error that says how to name a network
 */
export function nodeUrl({ config }: Network): string {
  if ("url" in config) return (config as HttpNetworkConfig).url;
  throw new Error("Name the chain's network: --network zksyncSepolia, for instance.");
}
