import { parseEther } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { addressesPath, readAddresses, writeAddresses } from "../scripts/suite/addresses-file";
import { deployPaymaster } from "../scripts/suite/deploy-paymaster";
import { deployPluginDeployer } from "../scripts/suite/deploy-plugin-deployer";

/** Chain ids of anvil-zksync and of a local stack, where ETH is nobody's money. */
const LOCAL_CHAINS = [260n, 270n];
const LOCAL_BALANCE = parseEther("10");

/**
 * Deploys the suite's paymaster, owned by the deploying wallet, and records its address. On a local chain it is filled
 * up to 10 ETH; on any other, filling it is its owner's decision.
 */
export default async function deploy(hre: HardhatRuntimeEnvironment): Promise<void> {
  const wallet = await hre.deployer.getWallet();
  const { chainId } = await wallet.provider.getNetwork();
  const path = addressesPath(hre.config.paths.root, chainId);
  const suite = await readAddresses(path);
  if (!suite) throw new Error(`${path} is missing: deploy the suite first`);

  const accountPaymaster = await deployPaymaster(deployPluginDeployer(hre), suite, wallet.address);
  const balance = await wallet.provider.getBalance(accountPaymaster);
  if (LOCAL_CHAINS.includes(chainId) && balance < LOCAL_BALANCE) {
    await (await wallet.sendTransaction({ to: accountPaymaster, value: LOCAL_BALANCE - balance })).wait();
  }
  await writeAddresses(path, { ...suite, accountPaymaster });
  console.log(`  ${"accountPaymaster".padEnd(22)} ${accountPaymaster}`);
}

deploy.tags = ["paymaster"];
deploy.dependencies = ["suite"];
