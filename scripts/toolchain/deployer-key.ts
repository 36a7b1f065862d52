import { computeAddress } from "ethers";
import { vars } from "hardhat/config";

/** The environment variable, and the one of Hardhat's configuration variables, that has the deployer's key. */
export const DEPLOYER_KEY = "DEPLOYER_PRIVATE_KEY";

/** A deployer's key as it was found, and where. It may not be a key. */
export interface DeployerKey {
  readonly value: string;
  readonly source: string;
}

/**
 * Reads the deployer's key from the environment or, if it is not set there, from Hardhat's configuration variables. An empty
 * variable means none, wherever else one may be.
 */
export function readDeployerKey(env: NodeJS.ProcessEnv): DeployerKey | undefined {
  const fromEnvironment = env[DEPLOYER_KEY];
  if (fromEnvironment === "") return undefined;
  if (fromEnvironment !== undefined) return { value: fromEnvironment, source: "the environment" };
  if (!vars.has(DEPLOYER_KEY)) return undefined;
  return { value: vars.get(DEPLOYER_KEY), source: "Hardhat's configuration variables" };
}

/** Whether a text is a private key as Hardhat takes it, 0x and 32 bytes, and within the curve's order. */
export function isPrivateKey(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) return false;
  try {
    computeAddress(text);
    return true;
  } catch {
    return false;
  }
}
