import hre from "hardhat";
import { Provider, Wallet } from "zksync-ethers";

/** The URL of the node Hardhat runs against. */
export function localUrl(): string {
  const { config } = hre.network;
  if (!("url" in config) || config.url === undefined)
    throw new Error(`network ${hre.network.name} has no URL`);
  return config.url;
}

/**
 * A provider of the node Hardhat runs against, without ethers' response cache (a test reads what it has just written)
 * and without batching delay.
 */
export function localProvider(): Provider {
  const { config } = hre.network;
  if (!("url" in config) || config.url === undefined)
    throw new Error(`network ${hre.network.name} has no URL`);
  return new Provider(config.url, undefined, { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 50 });
}

/** The i-th funded wallet of the local chain. */
export async function fundedWallet(provider: Provider, index = 0): Promise<Wallet> {
  const wallet = await hre.zksyncEthers.getWallet(index);
  return new Wallet(wallet.privateKey, provider);
}
