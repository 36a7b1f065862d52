import type { Wallet } from "zksync-ethers";

/** Far more than a transfer to any contract of the tests needs, so no estimation is made. */
const GAS = 20_000_000n;

/** Sends ETH (wei) from a funded wallet and waits until it has arrived. */
export async function fund(from: Wallet, to: string, wei: bigint): Promise<void> {
  const response = await from.sendTransaction({ to, value: wei, gasLimit: GAS });
  await response.wait();
}
