import { isAddress } from "ethers";
import { task, types } from "hardhat/config";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { SuiteKey } from "../suite-contracts";
import { replaceContract } from "../upgrade/replace-contract";
import { prepareUpgrade, type Upgrade, type UpgradeOptions } from "../upgrade/upgrade";
import { upgradeAccount } from "../upgrade/upgrade-account";
import { upgradeModule } from "../upgrade/upgrade-module";
import { withPlainErrors } from "./plain-errors";

const UPGRADES: Readonly<Partial<Record<SuiteKey, (upgrade: Upgrade) => Promise<void>>>> = {
  accountImplementation: upgradeAccount,
  passkey: upgradeModule,
  session: upgradeModule,
  recovery: upgradeModule,
  accountFactory: replaceContract,
  accountPaymaster: replaceContract,
  callPreview: replaceContract,
};

/** Adds the task of `npm run upgrade`. */
export function registerUpgradeTask(): void {
  task("suite-upgrade", "Puts this checkout's build of a contract into a suite that is deployed")
    .addParam("contract", `The contract's key in the deployments file: ${Object.keys(UPGRADES).join(", ")}`)
    .addFlag("switch", "Use a new module, which is on the chain already, for everything new")
    .addFlag("dryRun", "Check, simulate and print what would be sent, and send nothing")
    .addFlag("yes", "Send to a public chain without asking")
    .addOptionalParam("account", "The account to try a new account release with", undefined, types.string)
    .addOptionalParam("timestampAsserter", "The chain's timestamp asserter", undefined, types.string)
    .setAction((options: UpgradeOptions, hre) => withPlainErrors(() => upgrade(options, hre)));
}

async function upgrade(options: UpgradeOptions, hre: HardhatRuntimeEnvironment): Promise<void> {
  const action = UPGRADES[options.contract];
  if (action === undefined) {
    throw new Error(
      `--contract is "${options.contract}", but what can be upgraded is: ${Object.keys(UPGRADES).join(", ")}.`,
    );
  }
  if (options.switch && action !== upgradeModule)
    throw new Error(`--switch is for modules, and ${options.contract} is none.`);
  if (options.account !== undefined && !isAddress(options.account))
    throw new Error(`--account is "${options.account}", which is no address.`);
  await action(await prepareUpgrade(hre, options));
}
