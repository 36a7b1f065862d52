import { interceptAndWrapTasksWithNode } from "@matterlabs/hardhat-zksync-node/dist/core/global-interceptor";
import { task, types } from "hardhat/config";
import type * as Owned from "../checks/owned";
import { setDeploymentOptions, type DeploymentOptions } from "../deployment-options";
import type * as CurrentDeployment from "../current-deployment";
import { load } from "./load";
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
    .setAction(async (args: DeploymentOptions & { readonly tags?: string }, hre, runSuper) => {
      setDeploymentOptions(hre, { ...args });
      await withPlainErrors(async () => {
        await runSuper(args);
        const { isPlanned } = load<typeof CurrentDeployment>("../current-deployment");
        if (!isPlanned(hre)) throw noScript(args.tags);
        if (args.owner === undefined) return;
        const { assertOwned } = load<typeof Owned>("../checks/owned");
        await assertOwned(hre, args.owner);
      });
    });
  // The plugins wrap the tasks that need a node in one that starts it, but not those of plugins that load after the node's.
  interceptAndWrapTasksWithNode();
}

/** Says that none of the deploy scripts has run: the plugin passes over tags that none of them has. */
function noScript(tags = ""): Error {
  return new Error(
    `No deploy script has the tag "${tags}", and nothing was deployed: the tags are suite and paymaster.`,
  );
}
