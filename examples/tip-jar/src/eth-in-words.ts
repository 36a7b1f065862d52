import { formatEther } from "viem";

/** Decimals that a person reads at a glance. */
const DECIMALS = 6;

/** Writes how much ETH there is: at most six decimals, rounded down. */
export function ethInWords(wei: bigint): string {
  const [whole = "0", fraction = ""] = formatEther(wei).split(".");
  const shown = fraction.slice(0, DECIMALS).replace(/0+$/, "");
  return shown ? `${whole}.${shown} ETH` : `${whole} ETH`;
}
