import { Interface } from "ethers";
import { ContractFactory, Provider, Wallet } from "zksync-ethers";
import { artifact } from "./counter.ts";
import type { RunningNode } from "./running-node.ts";

/** Disables a client's cache: results must come from the node. */
const FRESH = { cacheTimeout: -1 };

export function walletOn(node: RunningNode, privateKey: string): Wallet {
  const provider = new Provider(node.url, undefined, FRESH);
  provider.pollingInterval = 20;
  return new Wallet(privateKey, provider);
}

export const counterInterface = new Interface(artifact("Counter").abi);

/** Deploys Counter(start) and returns its address. */
export async function deployCounter(wallet: Wallet, start = 5n): Promise<string> {
  const { abi, bytecode } = artifact("Counter");
  const contract = await new ContractFactory(abi, bytecode, wallet).deploy(start);
  await contract.waitForDeployment();
  return (await contract.getAddress()).toLowerCase();
}
