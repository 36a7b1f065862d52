import { ContractFactory, HDNodeWallet, JsonRpcProvider, type BaseWallet, type InterfaceAbi } from "ethers";
import hre from "hardhat";
import { programs, startProcess } from "../../../scripts/bench/node-process";
import type { ContractDeployer } from "../../../scripts/suite/deploy-suite";

/** The phrase whose accounts Hardhat's node gives ETH. */
const PHRASE = "test test test test test test test test test test test junk";

/** A chain of either kind, with a wallet that has ETH there. */
export interface VerdictChain {
  readonly provider: JsonRpcProvider;
  readonly wallet: BaseWallet;
  readonly contracts: ContractDeployer;
}

/** A chain of the EVM in a process of its own, without anything of Era's. */
export interface PlainChain extends VerdictChain {
  /** Ends the node. */
  stop(): Promise<void>;
}

/**
 * Starts Hardhat's node under the rules of a hard fork: from `osaka` on, there is a precompile for P-256.
 *
 * @param code init code for the EVM, by the contracts' names
 */
export async function startPlainChain(
  hardfork: "prague" | "osaka",
  code: Readonly<Record<string, string>>,
): Promise<PlainChain> {
  const node = await startProcess({ ...programs.hardhat, variables: { PLAIN_HARDFORK: hardfork } });
  const provider = new JsonRpcProvider(node.url, undefined, {
    cacheTimeout: -1,
    pollingInterval: 50,
    staticNetwork: true,
  });
  const wallet = HDNodeWallet.fromPhrase(PHRASE).connect(provider);
  const stop = async () => {
    provider.destroy();
    await node.stop();
  };
  return { provider, wallet, contracts: plainDeployer(wallet, code), stop };
}

function plainDeployer(wallet: HDNodeWallet, code: Readonly<Record<string, string>>): ContractDeployer {
  return {
    // Era's: of the suite, only the factory knows a bytecode, by Era's hash.
    bytecode: async (contractName) => (await hre.artifacts.readArtifact(contractName)).bytecode,
    deploy: async (contractName, constructorArguments) => {
      const { abi } = await hre.artifacts.readArtifact(contractName);
      const factory = new ContractFactory(abi as InterfaceAbi, code[contractName]!, wallet);
      const contract = await factory.deploy(...constructorArguments);
      await contract.waitForDeployment();
      return contract.getAddress();
    },
  };
}
