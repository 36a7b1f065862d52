import { formatEther } from "ethers";
import type { PlannedContract, PricedPlan } from "./plan";

/** Describes a deployment: the chain, who pays and owns, and a line for each contract. */
export function planText(plan: PricedPlan): string[] {
  const { hre, chainId, wallet, config, planned, gasPrice } = plan;
  const gas = planned.reduce((sum, part) => sum + part.gas, 0n);
  return [
    `${hre.network.name}, chain ${chainId}; deployer ${wallet.address}, owner ${config.owner}`,
    ...planned.map((part) => `  ${part.key.padEnd(22)} ${part.address}  ${stateText(part, gasPrice)}`),
    gas === 0n ? "  nothing to deploy" : `  in all up to ${formatEther(gas * gasPrice)} ETH`,
  ];
}

function stateText({ state, gas }: PlannedContract, gasPrice: bigint): string {
  if (state === "recorded") return "(was there)";
  if (state === "found") return "(was there, not recorded yet)";
  return `to deploy, up to ${formatEther(gas * gasPrice)} ETH`;
}
