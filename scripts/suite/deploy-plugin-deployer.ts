import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { ContractDeployer } from "./deploy-suite";

/**
 * Deploys through hardhat-zksync-deploy, which keeps its own record in `deployments-zk/`: a contract that is
 * already on the chain, with the same code and arguments, is not deployed again.
 */
export function deployPluginDeployer(hre: HardhatRuntimeEnvironment): ContractDeployer {
  // By default the plugin redeploys everything unless a network's configuration says otherwise; here it is
  // reversed.
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
