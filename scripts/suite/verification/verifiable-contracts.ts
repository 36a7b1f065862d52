import { AbiCoder, Interface } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { bytecodeHashOf } from "../create2";
import type { DeployedContract } from "../deployment-record";

/** What a block explorer needs to know in order to verify a contract, in the plugin's words. */
export interface VerificationRequest {
  readonly address: string;
  /** The contract's fully qualified name. */
  readonly contract: string;
  readonly constructorArguments: readonly unknown[];
}

/** Which deployed contracts this checkout can verify, and which have been built from other sources. */
export interface VerifiableContracts {
  readonly requests: readonly VerificationRequest[];
  readonly otherBuilds: readonly DeployedContract[];
}

/** Sorts out which of the contracts in a history have the code of this checkout's build. */
export async function verifiableContracts(
  hre: HardhatRuntimeEnvironment,
  history: readonly DeployedContract[],
): Promise<VerifiableContracts> {
  const requests: VerificationRequest[] = [];
  const otherBuilds: DeployedContract[] = [];
  for (const deployed of history) {
    if (await isThisBuild(hre, deployed)) {
      requests.push(await verificationRequest(hre, deployed));
    } else {
      otherBuilds.push(deployed);
    }
  }
  return { requests, otherBuilds };
}

/** Other releases may have had contracts of other names. */
async function isThisBuild(
  hre: HardhatRuntimeEnvironment,
  { contract, bytecodeHash }: DeployedContract,
): Promise<boolean> {
  if (!(await hre.artifacts.artifactExists(contract))) return false;
  return (await bytecodeHashOf(hre, contract)) === bytecodeHash;
}

async function verificationRequest(
  hre: HardhatRuntimeEnvironment,
  { contract, address, constructorArguments }: DeployedContract,
): Promise<VerificationRequest> {
  const { abi, sourceName } = await hre.artifacts.readArtifact(contract);
  const { inputs } = new Interface(abi).deploy;
  const decoded = AbiCoder.defaultAbiCoder().decode(inputs, constructorArguments);
  return { address, contract: `${sourceName}:${contract}`, constructorArguments: decoded.toArray(true) };
}
