import { interceptAndWrapTasksWithNode } from "@matterlabs/hardhat-zksync-node/dist/core/global-interceptor";
import { task, types } from "hardhat/config";
import { setDeploymentOptions, type DeploymentOptions } from "../deployment-options";
import { withPlainErrors } from "./plain-errors";

/** Adds the suite's options to the plugin's task `deploy-zksync`. */
export function registerDeployTask(): void {
  task("deploy-zksync", "Deploys what the suite lacks on a chain, and records it in deployments/")
    .addFlag("dryRun", "Print what would be sent and what it would cost, and send nothing")
    .addFlag("yes", "Send to a public chain without asking")
    .addOptionalParam(
      "owner",
      "Who is to own beacon and paymaster; a public chain's first deployment needs it",
      undefined,
      types.string,
    )
    .addOptionalParam(
      "timestampAsserter",
      "The chain's timestamp asserter, for an endpoint that does not tell it",
      undefined,
      types.string,
    )
    .setAction(async (args: DeploymentOptions, hre, runSuper) => {
      setDeploymentOptions(hre, { ...args });
      await withPlainErrors(() => runSuper(args));
    });
  // The plugins wrap the tasks that need a node in one that starts it, but not those of plugins that load after the node's.
  interceptAndWrapTasksWithNode();
}
