import { formatEther } from "ethers";
import { costOf, type PlannedContract, type PricedPlan } from "./plan";

/** Describes a plan: the chain, who pays and owns, and a line for each contract. */
export function planText(plan: PricedPlan): string[] {
  const { hre, chainId, wallet, config, planned, gasPrice } = plan;
  const isAnything = planned.some(({ transaction }) => transaction);
  return [
    `${hre.network.name}, chain ${chainId}; deployer ${wallet.address}, owner ${config.owner}`,
    ...planned.map((part) => `  ${part.key.padEnd(22)} ${part.address}  ${stateText(part, gasPrice)}`),
    isAnything ? `  in total, up to ${formatEther(costOf(plan))} ETH` : "  nothing to deploy",
  ];
}

function stateText({ state, gas }: PlannedContract, gasPrice: bigint): string {
  const cost = `up to ${formatEther(gas * gasPrice)} ETH`;
  switch (state) {
    case "recorded":
      return "(already there)";
    case "found":
      return "(already there, not recorded yet)";
    case "incomplete":
      return `(already there, without the code that it creates accounts with) to complete, ${cost}`;
    case "missing":
      return `to deploy, ${cost}`;
  }
}
