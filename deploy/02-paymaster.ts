import { formatEther, parseEther } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { deployPlanned } from "../scripts/suite/carry-out";
import { currentDeployment } from "../scripts/suite/current-deployment";
import type { Deployment } from "../scripts/suite/deployment";
import { changeRecord, readRecord } from "../scripts/suite/deployment-record";
import { withNonceAdvice } from "../scripts/suite/nonce-clash";
import { addressesOf } from "../scripts/suite/plan";
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
  const { accountPaymaster } = addressesOf(deployment.planned);
  await changeRecord(deployment.path, { accountPaymaster }, { ...record, history });
  if (isNobodysMoney(deployment)) await fill(deployment, accountPaymaster);
}

/** Whether the wallet is one of the rich accounts of a node in memory. */
function isNobodysMoney({ inMemory, wallet }: Deployment): boolean {
  return inMemory && readDeployerKey(process.env)?.value !== wallet.privateKey;
}

async function fill({ wallet }: Deployment, paymaster: string): Promise<void> {
  const missing = IN_MEMORY_BALANCE - (await wallet.provider.getBalance(paymaster));
  if (missing <= 0n) return;
  console.log(`  the paymaster gets ${formatEther(missing)} ETH, as this chain is in a node's memory`);
  try {
    await (await wallet.sendTransaction({ to: paymaster, value: missing })).wait();
  } catch (error) {
    throw withNonceAdvice(error, "The paymaster is not filled");
  }
}

deploy.tags = ["paymaster"];
deploy.dependencies = ["suite"];
