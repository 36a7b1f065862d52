import { setTimeout } from "node:timers/promises";
import type { TransactionRequest } from "ethers";
import type { TransactionReceipt } from "zksync-ethers/build/types";
import { codeHashAt } from "./code-on-chain";
import type { Deployment } from "./deployment";
import { isRecorded, type DeployedContract } from "./deployment-record";
import { withNonceAdvice } from "./nonce-clash";
import type { PlannedContract } from "./plan";
import { accountStorage } from "./storage/account-storage";
import type { SuiteKey } from "./suite-contracts";

/** How long an endpoint may be behind, and how often it is asked meanwhile, in milliseconds. */
const PATIENCE_MS = 10_000;
const INTERVAL_MS = 200;

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

/** Returns the hash of the transaction that was sent; undefined if another run has deployed the contract meanwhile. */
async function send(
  wallet: Deployment["wallet"],
  part: PlannedContract,
  transaction: TransactionRequest,
): Promise<string | undefined> {
  const { contract, address, state } = part;
  let hash: string;
  try {
    const sent = await wallet.sendTransaction(transaction);
    ({ hash } = (await sent.wait()) as TransactionReceipt);
  } catch (error) {
    if (!(await isDeployedMeanwhile(wallet, part)))
      throw withNonceAdvice(error, `${contract} is not deployed`);
    console.log(`  ${contract} deployed meanwhile, by another run, at ${address}`);
    return undefined;
  }
  if (!(await isSeen(wallet, part))) {
    throw new Error(
      `${contract} is not at ${address} after transaction ${hash}. If the endpoint is behind, run this again: it goes on from there.`,
    );
  }
  console.log(`  ${contract} ${state === "missing" ? "deployed" : "completed"} at ${address}`);
  return hash;
}

/** Waits until the endpoint sees a contract: behind its address may be several nodes, of which one has told the receipt. */
async function isSeen(
  { provider }: Deployment["wallet"],
  { address, deployment }: PlannedContract,
): Promise<boolean> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += INTERVAL_MS) {
    if ((await codeHashAt(provider, address)) === deployment.bytecodeHash) return true;
    await setTimeout(INTERVAL_MS);
  }
  return false;
}

async function isDeployedMeanwhile(
  { provider }: Deployment["wallet"],
  { address, deployment, state }: PlannedContract,
): Promise<boolean> {
  // An error stays one, even if the endpoint does not answer to this either.
  const codeHash = await codeHashAt(provider, address).catch(() => undefined);
  return state === "missing" && codeHash === deployment.bytecodeHash;
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
