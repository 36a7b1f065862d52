import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { codeHashAt } from "../code-on-chain";
import { checkChain, type CheckedChain } from "../deployment";
import { recordPath, type DeploymentRecord } from "../deployment-record";
import { mayCarryOut } from "../may-carry-out";
import { planOne, type NamedContract, type PlanContext, type PlannedContract } from "../plan";
import { planText } from "../plan-text";
import { noSuite, recordedSuite } from "../recorded-suite";
import { suiteContract, type SuiteKey } from "../suite-contracts";
import type { SuiteAddresses } from "../suite-addresses";
import { timestampAsserter } from "../timestamp-asserter";
import { assertWiring } from "../wiring";
import { ownerOf } from "../differences";

/** What `npm run upgrade` was asked. */
export interface UpgradeOptions {
  readonly contract: SuiteKey;
  /** Makes new accounts start with a new module, which has been deployed beside the old one. */
  readonly switch: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** An account to try a new account release with; the factory's newest, if none is named. */
  readonly account?: string;
  readonly timestampAsserter?: string;
}

/** A recorded suite that is about to be changed. */
export interface Upgrade extends PlanContext, CheckedChain {
  readonly options: UpgradeOptions;
  readonly path: string;
  readonly record: DeploymentRecord;
}

/**
 * Checks a chain and its record, before anything is sent.
 *
 * @throws Error naming what is wrong
 */
export async function prepareUpgrade(
  hre: HardhatRuntimeEnvironment,
  options: UpgradeOptions,
): Promise<Upgrade> {
  const chain = await checkChain(hre);
  const path = recordPath(hre.config.paths.root, chain.chainId);
  const { provider } = chain.wallet;
  const recorded = await recordedSuite(provider, path);
  const { addresses, ...rest } = recorded;
  if (addresses === undefined) throw new Error(noSuite(recorded, path, hre.network.name));
  await assertWiring(provider, addresses);
  const config = {
    owner: await ownerOf(provider, "beacon", addresses.beacon),
    timestampAsserter: await timestampAsserter(provider, options.timestampAsserter),
  };
  return { hre, ...chain, config, options, path, record: { addresses, ...rest } };
}

/**
 * Plans this checkout's build of a contract of the suite, beside the one that is in use.
 *
 * @param changed addresses that its constructor is to name instead of the recorded ones
 * @param copy which copy of it, of those with the same code and the same arguments
 */
export async function planBeside(
  upgrade: Upgrade,
  key: SuiteKey,
  changed: Partial<SuiteAddresses> = {},
  copy = 0,
): Promise<PlannedContract> {
  const { record } = upgrade;
  const others = { ...record.addresses, ...changed, [key]: undefined };
  const earlier = await Promise.all(
    Object.entries(others)
      .filter(([, address]) => address !== undefined)
      .map(([other, address]) => namedContract(upgrade, other as SuiteKey, address!)),
  );
  return await planOne({ ...upgrade, copy }, suiteContract(key), earlier, {});
}

/** Says so if the contract in use is this checkout's build already. */
export function isInUse({ record }: Upgrade, { key, address }: PlannedContract): boolean {
  if (record.addresses[key] !== address) return false;
  console.log(
    `  nothing to upgrade: ${key} is this checkout's build, at ${address}. (Comments do not change the code.)`,
  );
  return true;
}

/** A contract that a constructor may name, as far as that needs to know it. */
async function namedContract({ wallet }: Upgrade, key: SuiteKey, address: string): Promise<NamedContract> {
  return { key, address, codeHash: await codeHashAt(wallet.provider, address) };
}

/** Prints what would be deployed, and decides whether to go on. */
export async function mayDeploy(upgrade: Upgrade, planned: readonly PlannedContract[]): Promise<boolean> {
  const gasPrice = await upgrade.wallet.provider.getGasPrice();
  const plan = { ...upgrade, planned, gasPrice };
  for (const line of planText(plan)) console.log(line);
  return await mayCarryOut(plan, upgrade.options, `Upgrade ${upgrade.options.contract}`);
}
