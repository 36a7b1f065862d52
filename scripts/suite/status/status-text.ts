import { formatEther } from "ethers";
import { MODULES, UPGRADEABLE, upgradeCommand } from "../upgrade/upgradeable";
import type { BeaconStatus } from "./beacon-status";
import type { PaymasterStatus } from "./paymaster-status";
import type { ContractStatus, SuiteStatus } from "./suite-status";
import type { WaitingRelease } from "./waiting-releases";

/** Describes a suite's status, a line for each fact. */
export function statusText({
  network,
  chainId,
  contracts,
  accountRelease,
  beacon,
  paymaster,
  waiting,
  mismatch,
  notCompared,
}: SuiteStatus): string[] {
  return [
    `${network}, chain ${chainId}`,
    ...contracts.map((contract) => contractText(contract, network)),
    ...(notCompared === undefined ? [] : [`  not compared with this checkout's build: ${notCompared}`]),
    ...(mismatch === undefined ? [] : [`  do not fit together: ${mismatch}`]),
    `  account release        ${accountRelease}, at ${beacon.implementation}`,
    `  beacon                 ${ownerText(beacon)}`,
    ...(paymaster === undefined ? ["  no paymaster"] : paymasterText(paymaster)),
    ...waiting.map((release) => waitingText(release, network, beacon)),
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

function waitingText(
  { key, address, recordedAt }: WaitingRelease,
  network: string,
  { owner }: BeaconStatus,
): string {
  const since = recordedAt === undefined ? "not recorded here" : `recorded ${recordedAt}`;
  return `  not in use yet         ${key} ${address}, ${since}${nextStep(key, network, owner)}`;
}

/** Says what has a contract used that is on the chain. The commands are for the checkout that it was built from. */
function nextStep(key: WaitingRelease["key"], network: string, owner: string): string {
  if (key === "accountImplementation")
    return `; the beacon names it once its owner, ${owner}, sends the call of ${upgradeCommand(network, key)}`;
  return MODULES.includes(key) ? `; to use it: ${upgradeCommand(network, key)} --switch` : "";
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
