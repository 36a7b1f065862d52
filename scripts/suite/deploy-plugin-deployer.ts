import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { ContractDeployer } from "./deploy-suite";

/**
 * Deploys through hardhat-zksync-deploy, which keeps a record of its own in `deployments-zk/`: a contract that is on the
 * chain already, with the same code and arguments, is not deployed again.
 */
export function deployPluginDeployer(hre: HardhatRuntimeEnvironment): ContractDeployer {
  // The plugin deploys everything anew unless a network's configuration says otherwise; here it is the other way round.
  hre.network.forceDeploy = hre.network.config.forceDeploy ?? false;
  return {
    bytecode: async (contractName) => (await hre.artifacts.readArtifact(contractName)).bytecode,
    deploy: async (contractName, constructorArguments, factoryDeps) => {
      const artifact = await hre.deployer.loadArtifact(contractName);
      const contract = await hre.deployer.deploy(
        artifact,
        constructorArguments,
        "create",
        undefined,
        factoryDeps,
      );
      return contract.getAddress();
    },
  };
}
