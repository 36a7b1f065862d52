import { task, types } from "hardhat/config";
import type { UpgradeOptions } from "../upgrade/upgrade";
import { UPGRADEABLE } from "../upgrade/upgradeable";
import type * as UpgradeContract from "../upgrade/upgrade-contract";
import { load } from "./load";
import { withPlainErrors } from "./plain-errors";

/** Adds the task of `npm run upgrade`. */
export function registerUpgradeTask(): void {
  task("suite-upgrade", "Puts this checkout's build of a contract into a suite that is deployed")
    .addParam("contract", `The contract's key in the deployments file: ${UPGRADEABLE.join(", ")}`)
    .addFlag("switch", "Use a new module, which is on the chain already, for everything new")
    .addFlag("dryRun", "Check, simulate and print what would be sent, and send nothing")
    .addFlag("yes", "Send to a public chain without asking")
    .addOptionalParam("account", "The account to try a new account release with", undefined, types.string)
    .addOptionalParam("timestampAsserter", "The chain's timestamp asserter", undefined, types.string)
    .setAction((options: UpgradeOptions, hre) =>
      withPlainErrors(() => {
        const { upgradeContract } = load<typeof UpgradeContract>("../upgrade/upgrade-contract");
        return upgradeContract(hre, options);
      }),
    );
}
