import { HARDHAT_NETWORK_NAME } from "hardhat/plugins";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { Wallet } from "zksync-ethers";
import { assertArtifactsFresh } from "./checks/artifacts";
import { checkedChainId } from "./checks/chain-id";
import { deployerWallet } from "./checks/deployer-key";
import { readOwner } from "./checks/owner";
import { assertToolchainFits } from "./checks/toolchain";
import type { DeploymentOptions } from "./deployment-options";
import { recordPath, type DeployedContract } from "./deployment-record";
import { ownerOf, suiteDifferences } from "./differences";
import { mayCarryOut } from "./may-carry-out";
import { nodeKind } from "./node-kind";
import { planDeployment, type PricedPlan } from "./plan";
import { planText } from "./plan-text";
import { recordedSuite } from "./recorded-suite";
import { SUITE_CONTRACTS } from "./suite-contracts";
import { timestampAsserter } from "./timestamp-asserter";
import { assertWiring } from "./wiring";
import type { SuiteAddresses } from "./suite-addresses";

/** A deployment that has been checked, planned, shown and confirmed. Nothing of it has been sent yet. */
export interface Deployment extends PricedPlan {
  /** The record's file. */
  readonly path: string;
  readonly history: readonly DeployedContract[];
  /** Whether the chain is in a node's memory, so that its ETH is nobody's money. */
  readonly inMemory: boolean;
}

/** The network's wallet, checked with its chain and its artifacts. */
export interface CheckedChain {
  readonly wallet: Wallet;
  readonly chainId: bigint;
  readonly inMemory: boolean;
}

/**
 * Checks what can be checked before anything is sent: the key, the chain, the artifacts and the toolchain they come from.
 *
 * @throws Error naming the first thing that is wrong, and what to do
 */
export async function checkChain(hre: HardhatRuntimeEnvironment): Promise<CheckedChain> {
  if (hre.network.name === HARDHAT_NETWORK_NAME)
    throw new Error("Name the chain's network: --network zksyncSepolia, for instance.");
  const contracts = SUITE_CONTRACTS.flatMap(({ contract, creates }) =>
    creates ? [contract, creates] : [contract],
  );
  await assertArtifactsFresh(hre, contracts);
  const chainId = await checkedChainId(hre.network);
  const wallet = await deployerWallet(hre);
  const kind = await nodeKind(wallet.provider);
  assertToolchainFits((await hre.artifacts.readArtifact("AccountProxy")).bytecode, kind);
  return { wallet, chainId, inMemory: kind.inMemory };
}

/**
 * Plans the deployment of what a chain's suite lacks, prints the plan, and asks for confirmation on a public chain.
 *
 * @returns undefined for a dry run
 * @throws Error naming what is wrong, before anything is sent
 */
export async function prepareDeployment(
  hre: HardhatRuntimeEnvironment,
  options: DeploymentOptions,
): Promise<Deployment | undefined> {
  const chain = await checkChain(hre);
  const { provider } = chain.wallet;
  const path = recordPath(hre.config.paths.root, chain.chainId);
  const { addresses, history } = await recordedSuite(provider, path);
  if (addresses) await assertWiring(provider, addresses);
  const owner = await intendedOwner(chain, options, addresses);

  const config = {
    owner,
    timestampAsserter: await timestampAsserter(provider, options.timestampAsserter),
  };
  const context = { hre, wallet: chain.wallet, config };
  const planned = await planDeployment(context, addresses);
  const gasPrice = await provider.getGasPrice();
  const deployment = { ...context, ...chain, path, planned, gasPrice, history };
  await show(deployment, options);
  const isAnything = planned.some(({ transaction }) => transaction);
  const mayGoOn = isAnything ? await mayCarryOut(deployment, options, "Deploy this") : !options.dryRun;
  return mayGoOn ? deployment : undefined;
}

/** The owner that is named, or the recorded beacon's. Only on a node in memory is it the deploying wallet without a word. */
async function intendedOwner(
  { wallet, inMemory }: CheckedChain,
  { owner }: DeploymentOptions,
  addresses: SuiteAddresses | undefined,
): Promise<string> {
  if (owner !== undefined) return readOwner(owner);
  if (addresses) return await ownerOf(wallet.provider, "beacon", addresses.beacon);
  if (inMemory) return wallet.address;
  throw new Error(
    `Name who is to own beacon and paymaster: --owner 0x… (${wallet.address} is the deploying wallet, if you mean it).`,
  );
}

async function show(deployment: Deployment, { owner }: DeploymentOptions): Promise<void> {
  const { hre, wallet, planned } = deployment;
  for (const line of planText(deployment)) console.log(line);
  for (const difference of await suiteDifferences(hre, wallet.provider, planned, owner))
    console.log(`  ${difference}`);
}
