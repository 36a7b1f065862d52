import { formatEther } from "ethers";

/** `1,234,567`. */
export function formatGas(gas: bigint): string {
  return gas.toLocaleString("en-US");
}

/** `0.01 ETH`, with as many digits as there are. */
export function formatEth(wei: bigint): string {
  return `${formatEther(wei).replace(/\.0$/, "")} ETH`;
}

/** `0.42 s`. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
