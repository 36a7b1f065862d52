import { formatEther, parseEther } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { deployPlanned } from "../scripts/suite/carry-out";
import { currentDeployment } from "../scripts/suite/current-deployment";
import { plannedAddresses, type Deployment } from "../scripts/suite/deployment";
import { changeRecord, readRecord } from "../scripts/suite/deployment-record";
import { readDeployerKey } from "../scripts/toolchain/deployer-key";

const IN_MEMORY_BALANCE = parseEther("10");

/**
 * Deploys the suite's paymaster if it is missing, and records it. On a node in memory it is filled up to 10 ETH; on any
 * other chain, filling it is its owner's decision.
 */
export default async function deploy(hre: HardhatRuntimeEnvironment): Promise<void> {
  const deployment = await currentDeployment(hre);
  if (deployment === undefined) return;
  const record = await readRecord(deployment.path);
  if (!record) throw new Error(`${deployment.path} is missing: deploy the suite first.`);
  const history = await deployPlanned({ ...deployment, history: record.history }, ["accountPaymaster"]);
  const { accountPaymaster } = plannedAddresses(deployment.planned);
  await changeRecord(deployment.path, { accountPaymaster: accountPaymaster! }, { ...record, history });
  // Nobody's money: a node in memory, and one of its own rich accounts.
  if (deployment.inMemory && readDeployerKey(process.env) === undefined)
    await fill(deployment, accountPaymaster!);
}

async function fill({ wallet }: Deployment, paymaster: string): Promise<void> {
  const missing = IN_MEMORY_BALANCE - (await wallet.provider.getBalance(paymaster));
  if (missing <= 0n) return;
  console.log(`  the paymaster gets ${formatEther(missing)} ETH, as this chain is in a node's memory`);
  await (await wallet.sendTransaction({ to: paymaster, value: missing })).wait();
}

deploy.tags = ["paymaster"];
deploy.dependencies = ["suite"];
