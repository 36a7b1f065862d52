import type { HardhatConfig, HardhatRuntimeEnvironment } from "hardhat/types";

/** What `npx hardhat deploy-zksync` was asked, besides the plugin's own parameters. */
export interface DeploymentOptions {
  /** Prints what would be sent and what it would cost, and sends nothing. */
  readonly dryRun: boolean;
  /** Asks for no confirmation. */
  readonly yes: boolean;
  /** Who is to own beacon and paymaster; if nobody is named, whoever owns the recorded beacon. */
  readonly owner?: string;
  /** The chain's timestamp asserter, for an endpoint that does not tell it. */
  readonly timestampAsserter?: string;
}

/** By the configuration: each task sees an environment of its own. */
const given = new WeakMap<HardhatConfig, DeploymentOptions>();

/** Keeps the options for the deploy scripts, to which the plugin passes nothing but the environment. */
export function setDeploymentOptions(
  { config }: HardhatRuntimeEnvironment,
  options: DeploymentOptions,
): void {
  given.set(config, options);
}

/**
 * Returns the options of the task that runs.
 *
 * @throws Error if there are none: then a script runs by itself, and does not know whether it may send anything
 */
export function deploymentOptions({ config }: HardhatRuntimeEnvironment): DeploymentOptions {
  const options = given.get(config);
  if (options === undefined)
    throw new Error("Run the deploy scripts by their task: npx hardhat deploy-zksync");
  return options;
}
