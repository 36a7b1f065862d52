import { isAddress } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { replaceContract } from "./replace-contract";
import { prepareUpgrade, type UpgradeOptions } from "./upgrade";
import { upgradeAccount } from "./upgrade-account";
import { upgradeModule } from "./upgrade-module";
import { MODULES, UPGRADEABLE } from "./upgradeable";

/**
 * Upgrades one contract of a suite, in the way that what it holds asks for.
 *
 * @throws Error naming what is wrong with the options or the chain, before anything is sent
 */
export async function upgradeContract(
  hre: HardhatRuntimeEnvironment,
  options: UpgradeOptions,
): Promise<void> {
  const { contract, account } = options;
  const isModule = MODULES.includes(contract);
  if (!UPGRADEABLE.includes(contract)) {
    throw new Error(`--contract is "${contract}", but what can be upgraded is: ${UPGRADEABLE.join(", ")}.`);
  }
  if (options.switch && !isModule) throw new Error(`--switch is for modules, and ${contract} is none.`);
  if (account !== undefined && !isAddress(account))
    throw new Error(`--account is "${account}", which is no address.`);
  const upgrade = await prepareUpgrade(hre, options);
  if (contract === "accountImplementation") return await upgradeAccount(upgrade);
  await (isModule ? upgradeModule(upgrade) : replaceContract(upgrade));
}
