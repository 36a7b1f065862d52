import { formatEther } from "ethers";
import { UPGRADEABLE, upgradeCommand } from "../upgrade/upgradeable";
import type { BeaconStatus } from "./beacon-status";
import type { PaymasterStatus } from "./paymaster-status";
import type { ContractStatus, SuiteStatus } from "./suite-status";

/** Describes a suite's status, a line for each fact. */
export function statusText({
  network,
  chainId,
  contracts,
  accountRelease,
  beacon,
  paymaster,
  notCompared,
}: SuiteStatus): string[] {
  return [
    `${network}, chain ${chainId}`,
    ...contracts.map((contract) => contractText(contract, network)),
    ...(notCompared === undefined ? [] : [`  not compared with this checkout's build: ${notCompared}`]),
    `  account release        ${accountRelease}, at ${beacon.implementation}`,
    `  beacon                 ${ownerText(beacon)}`,
    ...(paymaster === undefined ? ["  no paymaster"] : paymasterText(paymaster)),
  ];
}

function contractText(
  { key, address, bytecodeHash, isThisBuild, deployed }: ContractStatus,
  network: string,
): string {
  const build =
    isThisBuild === undefined
      ? ""
      : isThisBuild
        ? "  this build"
        : `  another build${upgradeText(network, key)}`;
  const others = deployed > 1 ? `  (${deployed} deployed so far)` : "";
  return `  ${key.padEnd(22)} ${address}  ${bytecodeHash.slice(0, 18)}…${build}${others}`;
}

function upgradeText(network: string, key: ContractStatus["key"]): string {
  return UPGRADEABLE.includes(key) ? `; to upgrade: ${upgradeCommand(network, key)}` : "";
}

function ownerText({ owner, pendingOwner }: Pick<BeaconStatus, "owner" | "pendingOwner">): string {
  return `${owner} owns it${pendingOwner === undefined ? "" : `; ${pendingOwner} may accept it`}`;
}

function paymasterText({
  paused,
  balance,
  limits,
  remaining,
  notSponsored,
  ...owners
}: PaymasterStatus): string[] {
  const { total, perSender, period } = limits;
  return [
    `  paymaster              ${ownerText(owners)}${paused ? "; it is paused" : ""}`,
    `    balance              ${formatEther(balance)} ETH`,
    `    limits               ${formatEther(total)} ETH in ${period} s, ${formatEther(perSender)} ETH of it for one sender`,
    `    left in this period  ${formatEther(remaining)} ETH`,
    ...notSponsored.map((call) => `    does not pay for     ${call}`),
  ];
}
