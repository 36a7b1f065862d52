import type { HardhatConfig, HardhatRuntimeEnvironment } from "hardhat/types";
import { prepareDeployment, type Deployment } from "./deployment";

/** By the configuration: each script sees an environment of its own. */
const current = new WeakMap<HardhatConfig, Promise<Deployment | undefined>>();

/** Returns the deployment that the scripts of one task share: the first of them plans it. Undefined for a dry run. */
export async function currentDeployment(hre: HardhatRuntimeEnvironment): Promise<Deployment | undefined> {
  const known = current.get(hre.config);
  if (known) return await known;
  const prepared = prepareDeployment(hre);
  current.set(hre.config, prepared);
  return await prepared;
}

/** Forgets the deployment, so that the next task plans its own. */
export function endDeployment(hre: HardhatRuntimeEnvironment): void {
  current.delete(hre.config);
}
