import type { FeeData } from "ethers";
import hre from "hardhat";
import { Provider, Wallet, type types } from "zksync-ethers";

/** The URL of the node Hardhat runs against. */
export function localUrl(): string {
  const { config } = hre.network;
  if (!("url" in config) || config.url === undefined)
    throw new Error(`network ${hre.network.name} has no URL`);
  return config.url;
}

let shared: Provider | undefined;

/**
 * The provider of the node Hardhat runs against, without ethers' response cache (a test reads what it has just written),
 * without batching delay, and without asking again for what stays the same.
 */
export function localProvider(): Provider {
  return (shared ??= new LocalProvider());
}

/**
 * Chain id and fees are constant on the local chain; ethers would ask for them with every transaction. A transaction that
 * was sent is read from the node; zksync-ethers would hash it several times instead.
 */
class LocalProvider extends Provider {
  #fees: Promise<FeeData> | undefined;
  #gasPerPubdata: Promise<bigint> | undefined;

  constructor() {
    const options = { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 50, staticNetwork: true };
    super(localUrl(), undefined, options);
  }

  override async broadcastTransaction(signedTransaction: string): Promise<types.TransactionResponse> {
    const hash = (await this.send("eth_sendRawTransaction", [signedTransaction])) as string;
    return this.getTransaction(hash);
  }

  override getFeeData(): Promise<FeeData> {
    return (this.#fees ??= super.getFeeData());
  }

  override getGasPerPubdata(): Promise<bigint> {
    return (this.#gasPerPubdata ??= super.getGasPerPubdata());
  }
}

/** The i-th funded wallet of the local chain. */
export async function fundedWallet(provider: Provider, index = 0): Promise<Wallet> {
  const wallet = await hre.zksyncEthers.getWallet(index);
  return new Wallet(wallet.privateKey, provider);
}
