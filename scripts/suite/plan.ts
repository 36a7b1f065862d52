import type { TransactionRequest } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { utils, type Wallet } from "zksync-ethers";
import { codeHashAt } from "./code-on-chain";
import { bytecodeHashOf, create2Deployment, type Create2Deployment } from "./create2";
import { isKnownCode } from "./known-code";
import {
  SUITE_CONTRACTS,
  type EarlierAddresses,
  type SuiteConfig,
  type SuiteContract,
  type SuiteKey,
} from "./suite-contracts";
import type { SuiteAddresses } from "./suite-addresses";

/** A contract that the constructors of others may name. */
export interface NamedContract {
  readonly key: SuiteKey;
  readonly address: string;
  /** The versioned hash of the code that is on the chain, unless it is missing. */
  readonly codeHash: string | undefined;
}

/** What a deployment does about one contract of the suite. */
export interface PlannedContract extends NamedContract {
  readonly contract: string;
  /**
   * In use already; on the chain, though not recorded, as after a deployment that failed half-way; there, but without the
   * code that it creates others with, since somebody else deployed it; or to be deployed.
   */
  readonly state: "recorded" | "found" | "incomplete" | "missing";
  /** How this checkout's build of it is deployed. */
  readonly deployment: Create2Deployment;
  /** What has to be sent for it, if anything. */
  readonly transaction: TransactionRequest | undefined;
  /** The gas that this takes at most. */
  readonly gas: bigint;
}

/** A chain's node and who pays there. */
export interface PlanContext {
  readonly hre: HardhatRuntimeEnvironment;
  readonly wallet: Wallet;
  readonly config: SuiteConfig;
  /** Which copy of a contract is planned, of those with the same code and the same arguments; the first, 0, if nothing is said. */
  readonly copy?: number;
}

/** What is to be deployed to a chain, and at which price. */
export interface PricedPlan extends PlanContext {
  readonly chainId: bigint;
  readonly planned: readonly PlannedContract[];
  /** In wei per gas. */
  readonly gasPrice: bigint;
}

/** Returns what a plan costs at most, in wei. */
export function costOf({ planned, gasPrice }: Pick<PricedPlan, "planned" | "gasPrice">): bigint {
  return planned.reduce((sum, { gas }) => sum + gas * gasPrice, 0n);
}

/**
 * Plans what makes the suite complete: recorded contracts stay, whatever their code; only what is missing is deployed.
 * Sends nothing.
 *
 * @param recorded the addresses in use
 */
export async function planDeployment(
  context: PlanContext,
  recorded: Partial<SuiteAddresses> = {},
): Promise<PlannedContract[]> {
  const planned: PlannedContract[] = [];
  for (const contract of SUITE_CONTRACTS) planned.push(await planOne(context, contract, planned, recorded));
  return planned;
}

/** Plans one contract, after those that its constructor names. */
export async function planOne(
  context: PlanContext,
  suiteContract: SuiteContract,
  earlier: readonly NamedContract[],
  recorded: Partial<SuiteAddresses>,
): Promise<PlannedContract> {
  const { key, contract } = suiteContract;
  const deployment = await deploymentOf(context, suiteContract, addressesOf(earlier));
  const address = recorded[key] ?? deployment.address;
  const codeHash = await codeHashAt(context.wallet.provider, address);
  const common = { key, contract, address, codeHash, deployment };
  if (codeHash === undefined) {
    const { transaction } = deployment;
    return {
      ...common,
      state: "missing",
      transaction,
      gas: await estimateDeployment(context, suiteContract, earlier),
    };
  }
  const transaction = address === deployment.address ? await completion(context, suiteContract) : undefined;
  if (transaction)
    return { ...common, state: "incomplete", transaction, gas: await estimate(context, transaction) };
  return { ...common, state: recorded[key] ? "recorded" : "found", transaction, gas: 0n };
}

/** Returns the transaction that publishes the code which a contract creates others with; undefined if the chain knows it. */
async function completion(
  { hre, wallet }: PlanContext,
  { creates }: SuiteContract,
): Promise<TransactionRequest | undefined> {
  if (creates === undefined || (await isKnownCode(wallet.provider, await bytecodeHashOf(hre, creates))))
    return undefined;
  const { bytecode } = await hre.artifacts.readArtifact(creates);
  return { to: wallet.address, type: utils.EIP712_TX_TYPE, customData: { factoryDeps: [bytecode] } };
}

/** Returns the addresses of planned contracts by their keys. */
export function addressesOf(planned: readonly NamedContract[]): EarlierAddresses {
  return Object.fromEntries(planned.map(({ key, address }) => [key, address])) as unknown as EarlierAddresses;
}

/**
 * Estimates a deployment's gas before those it depends on have happened: a constructor may ask whether there is code at an
 * address, so one that has none yet is replaced by one that has.
 */
async function estimateDeployment(
  context: PlanContext,
  contract: SuiteContract,
  earlier: readonly NamedContract[],
): Promise<bigint> {
  const present = earlier.map((part) =>
    part.codeHash === undefined ? { ...part, address: utils.CONTRACT_2_FACTORY_ADDRESS } : part,
  );
  const { transaction } = await deploymentOf(context, contract, addressesOf(present));
  return await estimate(context, transaction);
}

async function estimate({ wallet }: PlanContext, transaction: TransactionRequest): Promise<bigint> {
  return await wallet.provider.estimateGas({ ...transaction, from: wallet.address });
}

async function deploymentOf(
  { hre, config, copy }: PlanContext,
  { contract, creates, arguments: argumentsOf }: SuiteContract,
  earlier: EarlierAddresses,
): Promise<Create2Deployment> {
  const createdHash = creates === undefined ? "" : await bytecodeHashOf(hre, creates);
  const created = creates === undefined ? [] : [creates];
  return await create2Deployment(hre, contract, argumentsOf(earlier, config, createdHash), created, copy);
}
