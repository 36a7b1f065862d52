import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { prepareDeployment, type Deployment } from "./deployment";
import { deploymentOptions, type DeploymentOptions } from "./deployment-options";

/** By the options, which are each task's own; each script sees an environment of its own. */
const current = new WeakMap<DeploymentOptions, Promise<Deployment | undefined>>();

/** Returns the deployment that the scripts of one task share: the first of them plans it. Undefined for a dry run. */
export async function currentDeployment(hre: HardhatRuntimeEnvironment): Promise<Deployment | undefined> {
  const options = deploymentOptions(hre);
  const known = current.get(options);
  if (known) return await known;
  const prepared = prepareDeployment(hre, options);
  current.set(options, prepared);
  return await prepared;
}

/** Whether a script of the task that runs has asked for the deployment. */
export function isPlanned(hre: HardhatRuntimeEnvironment): boolean {
  return current.has(deploymentOptions(hre));
}
