import type { Provider } from "zksync-ethers";
import { AccountBeacon__factory } from "../../typechain-types";
import { changeRecord, readRecord, type DeploymentRecord } from "./deployment-record";
import { nodeKind } from "./node-kind";
import type { SuiteAddresses } from "./suite-addresses";
import type { SuiteKey } from "./suite-contracts";
import { missingContracts } from "./wiring";

/** What is recorded of a chain and still holds. */
export interface RecordedSuite extends Omit<DeploymentRecord, "addresses"> {
  /** Undefined if no suite is in use. */
  readonly addresses: DeploymentRecord["addresses"] | undefined;
}

/**
 * Reads what is recorded of a chain, and compares it with the chain. Of a node in memory that has started anew since, only
 * the history holds, and what a deployment to it has recorded before it was interrupted. If the beacon's owner has had it name
 * a release that was deployed before, records that.
 *
 * @throws Error if the record is damaged, or what it records is not on the chain: then it is another chain, or has been reset
 */
export async function recordedSuite(provider: Provider, path: string): Promise<RecordedSuite> {
  const { inMemory } = await nodeKind(provider);
  const record = await readRecord(path);
  if (record === undefined) return { addresses: undefined, history: [], inMemory };
  if (record.inMemory !== inMemory) throw new Error(otherKind(record, path));
  const gone = await missingContracts(provider, record.addresses);
  if (gone.length === 0) return await withNamedRelease(provider, record, path);
  if (inMemory && gone.includes("accountFactory")) return { ...record, addresses: undefined };
  if (inMemory && gone.every(isDeployedLast))
    return await withNamedRelease(provider, { ...record, addresses: without(record.addresses, gone) }, path);
  const { chainId } = await provider.getNetwork();
  throw new Error(
    `${path} records contracts that are not on chain ${chainId}: ${gone.join(", ")}. ` +
      "Check the endpoint. If the chain was reset, move the file away to deploy anew.",
  );
}

/** Says that a chain has no suite, why, and how to deploy one. */
export function noSuite({ history }: RecordedSuite, path: string, network: string): string {
  const why =
    history.length > 0
      ? `${path} records a suite that this node does not have: what is in a node's memory ends with it`
      : `${path} records no suite on this chain`;
  return `${why}. Deploy one: npx hardhat deploy-zksync --network ${network}`;
}

/**
 * Whether a contract comes after the factory, which names what makes up a suite. A deployment to a node that has started anew
 * puts what comes before back where it was, and records nothing before all of that is there.
 */
function isDeployedLast(key: SuiteKey): boolean {
  return key === "callPreview" || key === "accountPaymaster";
}

function without(addresses: SuiteAddresses, gone: readonly SuiteKey[]): SuiteAddresses {
  const left = Object.entries(addresses).filter(([key]) => !gone.includes(key as SuiteKey));
  return Object.fromEntries(left) as unknown as SuiteAddresses;
}

/** A node in memory may have a public chain's id, or be a copy of it. Neither may change what is recorded of that chain. */
function otherKind({ inMemory }: DeploymentRecord, path: string): string {
  return inMemory
    ? `${path} is of a node in memory, and this chain is in none: move the file away to deploy here.`
    : `${path} is of a public chain, and this node is in memory: give it another chain id, or work in another checkout.`;
}

/** Takes over which of the releases in the history the beacon names, and says so if that has changed. */
async function withNamedRelease(
  provider: Provider,
  record: DeploymentRecord,
  path: string,
): Promise<DeploymentRecord> {
  const { beacon, accountImplementation } = record.addresses;
  const named = await AccountBeacon__factory.connect(beacon, provider).implementation();
  const isRelease = record.history.some(
    ({ key, address }) => key === "accountImplementation" && address === named,
  );
  if (named === accountImplementation || !isRelease) return record;
  const changed = { accountImplementation: named };
  const outcome = await changeRecord(path, changed, record).then(
    () => "recorded",
    // Whoever looks may not be allowed to write; what sends anything tries first whether it can be recorded.
    (error: Error) => `not recorded (${error.message})`,
  );
  // What a task prints may be JSON, for a program to read.
  console.error(`  The beacon names ${named} now, and no longer ${accountImplementation}: ${outcome}.`);
  return { ...record, addresses: { ...record.addresses, ...changed } };
}
