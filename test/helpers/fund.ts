import type { Wallet } from "zksync-ethers";

/** Sends ETH (wei) from a funded wallet and waits until it has arrived. */
export async function fund(from: Wallet, to: string, wei: bigint): Promise<void> {
  const response = await from.sendTransaction({ to, value: wei });
  await response.wait();
}
