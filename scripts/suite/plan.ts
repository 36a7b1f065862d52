import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { utils, type Provider, type Wallet } from "zksync-ethers";
import { codeHashAt } from "./code-on-chain";
import { bytecodeHashOf, create2Deployment, type Create2Deployment } from "./create2";
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
  /** In use already; on the chain, though not recorded, as after a deployment that failed half-way; or to be deployed. */
  readonly state: "recorded" | "found" | "missing";
  /** How this checkout's build of it is deployed. */
  readonly deployment: Create2Deployment;
  /** The gas that deploying it takes at most; 0 unless it is missing. */
  readonly gas: bigint;
}

/** A chain's node and who pays there. */
export interface PlanContext {
  readonly hre: HardhatRuntimeEnvironment;
  readonly wallet: Wallet;
  readonly config: SuiteConfig;
}

/** What is to be deployed to a chain, and at which price. */
export interface PricedPlan extends PlanContext {
  readonly chainId: bigint;
  readonly planned: readonly PlannedContract[];
  /** In wei per gas. */
  readonly gasPrice: bigint;
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
  if (codeHash !== undefined) return { ...common, state: recorded[key] ? "recorded" : "found", gas: 0n };
  return { ...common, state: "missing", gas: await estimate(context, suiteContract, earlier) };
}

/** Returns the addresses of planned contracts by their keys. */
export function addressesOf(planned: readonly NamedContract[]): EarlierAddresses {
  return Object.fromEntries(planned.map(({ key, address }) => [key, address])) as unknown as EarlierAddresses;
}

/**
 * Estimates a deployment's gas before those it depends on have happened: a constructor may ask whether there is code at an
 * address, so one that has none yet is replaced by one that has.
 */
async function estimate(
  context: PlanContext,
  contract: SuiteContract,
  earlier: readonly NamedContract[],
): Promise<bigint> {
  const present = earlier.map((part) =>
    part.codeHash === undefined ? { ...part, address: utils.CONTRACT_2_FACTORY_ADDRESS } : part,
  );
  const { transaction } = await deploymentOf(context, contract, addressesOf(present));
  const { provider, address: from } = context.wallet;
  return await (provider as Provider).estimateGas({ ...transaction, from });
}

async function deploymentOf(
  { hre, config }: PlanContext,
  { contract, creates, arguments: argumentsOf }: SuiteContract,
  earlier: EarlierAddresses,
): Promise<Create2Deployment> {
  const createdHash = creates === undefined ? "" : await bytecodeHashOf(hre, creates);
  const created = creates === undefined ? [] : [creates];
  return await create2Deployment(hre, contract, argumentsOf(earlier, config, createdHash), created);
}
