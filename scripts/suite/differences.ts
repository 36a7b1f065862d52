import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { Provider } from "zksync-ethers";
import { AccountBeacon__factory, SsoPaymaster__factory } from "../../typechain-types";
import { hasBuiltCode } from "./built-code";
import { addressesOf, type PlannedContract } from "./plan";
import type { SuiteAddresses } from "./suite-addresses";
import { suiteContract } from "./suite-contracts";
import { upgradeCommand } from "./upgrade/upgradeable";

/**
 * Names what a chain's suite has otherwise than this checkout would deploy it, each with what to do about it; a deployment
 * changes none of it.
 *
 * @param owner who is meant to own the beacon and the paymaster; undefined if nobody in particular
 */
export async function suiteDifferences(
  hre: HardhatRuntimeEnvironment,
  provider: Provider,
  planned: readonly PlannedContract[],
  owner: string | undefined,
): Promise<string[]> {
  const recorded = planned.filter(({ state }) => state === "recorded");
  const { beacon, accountPaymaster } = addressesOf(recorded);
  const differing = await Promise.all(
    recorded.map(async (part) =>
      (await hasBuiltCode(hre, provider, suiteContract(part.key), part))
        ? []
        : [codeDiffers(part, hre.network.name)],
    ),
  );
  const owners = owner === undefined ? [] : await otherOwners(provider, { beacon, accountPaymaster }, owner);
  return [...differing.flat(), ...owners];
}

function codeDiffers({ key, contract, address }: PlannedContract, network: string): string {
  const advice =
    key === "beacon"
      ? "It stays: accounts and factories name this one."
      : `To upgrade: ${upgradeCommand(network, key)}`;
  return `${key}: the code at ${address} is not this checkout's ${contract}. ${advice}`;
}

/** Names which of the contracts that have an owner belong to somebody else, each with what to do about it. */
export async function otherOwners(
  provider: Provider,
  { beacon, accountPaymaster }: Partial<Pick<SuiteAddresses, "beacon" | "accountPaymaster">>,
  owner: string,
): Promise<string[]> {
  const owned = Object.entries({ beacon, accountPaymaster }) as [keyof SuiteAddresses, string | undefined][];
  const others = owned.map(async ([key, address]) => {
    const found = address === undefined ? owner : await ownerOf(provider, key, address);
    return found === owner
      ? []
      : [
          `${key}: ${address} belongs to ${found}, not to ${owner}. Its owner hands it over: transferOwnership, then acceptOwnership.`,
        ];
  });
  return (await Promise.all(others)).flat();
}

/** Returns the owner of a contract that has one. */
export function ownerOf(provider: Provider, key: keyof SuiteAddresses, address: string): Promise<string> {
  return key === "beacon"
    ? AccountBeacon__factory.connect(address, provider).owner()
    : SsoPaymaster__factory.connect(address, provider).owner();
}
