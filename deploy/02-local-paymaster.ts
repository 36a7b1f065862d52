import { parseEther } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { addressesPath, readAddresses, writeAddresses } from "../scripts/suite/addresses-file";
import { deployPluginDeployer } from "../scripts/suite/deploy-plugin-deployer";

/** Chain ids of anvil-zksync and of a local stack: elsewhere nobody may be paid for without a rule. */
const LOCAL_CHAINS = [260n, 270n];
const BALANCE = parseEther("10");

/** On a local chain, deploys a paymaster that pays for everyone, and fills it up to 10 ETH. */
export default async function deploy(hre: HardhatRuntimeEnvironment): Promise<void> {
  const wallet = await hre.deployer.getWallet();
  const { chainId } = await wallet.provider.getNetwork();
  if (!LOCAL_CHAINS.includes(chainId)) return;

  const path = addressesPath(hre.config.paths.root, chainId);
  const suite = await readAddresses(path);
  if (!suite) throw new Error(`${path} is missing: deploy the suite first`);
  const accountPaymaster = await deployPluginDeployer(hre).deploy("GeneralPaymaster", []);
  const balance = await wallet.provider.getBalance(accountPaymaster);
  if (balance < BALANCE) {
    await (await wallet.sendTransaction({ to: accountPaymaster, value: BALANCE - balance })).wait();
  }
  await writeAddresses(path, { ...suite, accountPaymaster });
  console.log(`  ${"accountPaymaster".padEnd(22)} ${accountPaymaster}`);
}

deploy.tags = ["local-paymaster"];
deploy.dependencies = ["suite"];
