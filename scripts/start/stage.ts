import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { Provider, Wallet } from "zksync-ethers";
import { connectSuite, walletDeployer } from "../../test/helpers/accounts/suite";
import { SsoPaymaster__factory, TestToken__factory } from "../../typechain-types";
import { recordPath, readAddresses } from "../suite/deployment-record";
import type { Stage } from "../walk/stage";
import type { Printer } from "./printer";

/**
 * Returns the stage of the walk on a node where the suite is deployed; deploys the token too.
 *
 * @throws Error if the addresses file has no suite, or no paymaster.
 */
export async function setStage(
  hre: HardhatRuntimeEnvironment,
  url: string,
  printer: Printer,
): Promise<Stage> {
  const provider = new Provider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 50 });
  const { chainId } = await provider.getNetwork();
  const path = recordPath(hre.config.paths.root, chainId);
  const addresses = await readAddresses(path);
  if (!addresses?.accountPaymaster) throw new Error(`${path} has no suite with a paymaster`);
  const deployer = new Wallet((await hre.deployer.getWallet()).privateKey, provider);
  const token = await walletDeployer(deployer).deploy("TestToken", []);
  return {
    suite: connectSuite(deployer, addresses),
    token: TestToken__factory.connect(token, deployer),
    paymaster: SsoPaymaster__factory.connect(addresses.accountPaymaster, deployer),
    printer,
  };
}
