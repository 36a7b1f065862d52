import { formatEther } from "ethers";
import type { Wallet } from "zksync-ethers";

/**
 * Refuses a wallet that cannot pay for what is to be sent.
 *
 * @param cost what it costs at most, in wei
 * @throws Error of one line: what is there, what is needed, and whose account to fill
 */
export async function assertBalance(wallet: Wallet, cost: bigint): Promise<void> {
  const balance = await wallet.getBalance();
  if (balance >= cost) return;
  const missing = formatEther(cost - balance);
  throw new Error(
    `${wallet.address} has ${formatEther(balance)} ETH, but this costs up to ${formatEther(cost)} ETH: send it ${missing} ETH more.`,
  );
}
