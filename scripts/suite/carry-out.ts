import type { TransactionRequest } from "ethers";
import type { TransactionReceipt } from "zksync-ethers/build/types";
import { codeHashAt } from "./code-on-chain";
import type { Deployment } from "./deployment";
import { isRecorded, type DeployedContract } from "./deployment-record";
import type { PlannedContract } from "./plan";
import { accountStorage } from "./storage/account-storage";
import type { SuiteKey } from "./suite-contracts";

/**
 * Sends what is planned for the contracts with these keys, one after the other.
 *
 * @returns the history, with everything of these keys that has the code of this checkout's build
 * @throws Error if a transaction fails, or leaves no code where it should; running the deployment again goes on from there
 */
export async function deployPlanned(
  { planned, wallet, history }: Pick<Deployment, "planned" | "wallet" | "history">,
  keys: readonly SuiteKey[],
): Promise<readonly DeployedContract[]> {
  let recorded = history;
  for (const part of planned.filter(({ key }) => keys.includes(key))) {
    const sent = part.transaction && (await send(wallet, part, part.transaction));
    const transaction = part.state === "missing" ? sent : undefined;
    if (isThisBuild(part) && !isRecorded(recorded, part.address, part.deployment.bytecodeHash)) {
      recorded = [...recorded, deployedContract(part, transaction)];
    }
  }
  return recorded;
}

/** Whether a contract is what this checkout would deploy: the same code, from the same arguments, as its address tells. */
function isThisBuild({ codeHash, address, deployment }: PlannedContract): boolean {
  const { bytecodeHash, constructorArguments } = deployment;
  if (codeHash !== undefined && codeHash !== bytecodeHash) return false;
  return address === deployment.address || constructorArguments === "0x";
}

async function send(
  wallet: Deployment["wallet"],
  { contract, address, deployment, state }: PlannedContract,
  transaction: TransactionRequest,
): Promise<string> {
  const sent = await wallet.sendTransaction(transaction);
  const { hash } = (await sent.wait()) as TransactionReceipt;
  if ((await codeHashAt(wallet.provider, address)) !== deployment.bytecodeHash) {
    throw new Error(`${contract} is not at ${address} after transaction ${hash}.`);
  }
  console.log(`  ${contract} ${state === "missing" ? "deployed" : "completed"} at ${address}`);
  return hash;
}

function deployedContract(
  { key, contract, address, deployment }: PlannedContract,
  transaction: string | undefined,
): DeployedContract {
  return {
    key,
    contract,
    address,
    bytecodeHash: deployment.bytecodeHash,
    constructorArguments: deployment.constructorArguments,
    ...(transaction !== undefined && { transaction }),
    recordedAt: new Date().toISOString(),
    ...(key === "accountImplementation" && { storage: accountStorage() }),
  };
}
