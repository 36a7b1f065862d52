import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isSuiteAddresses, type SuiteAddresses } from "./suite-addresses";
import type { AccountStorage } from "./storage/account-storage";
import type { SuiteKey } from "./suite-contracts";

/** A contract that was deployed at some time, and what it takes to know its code again. */
export interface DeployedContract {
  readonly key: SuiteKey;
  /** The contract's name in Solidity. */
  readonly contract: string;
  readonly address: string;
  /** The versioned hash of its bytecode. */
  readonly bytecodeHash: string;
  /** The ABI-encoded arguments of its constructor, as hex. */
  readonly constructorArguments: string;
  /** The transaction that deployed it; missing if the contract was found on the chain. */
  readonly transaction?: string;
  /** When it was recorded, as an ISO 8601 date. */
  readonly recordedAt: string;
  /** Where the account's code has its storage, for the comparison with the next release. */
  readonly storage?: AccountStorage;
}

/** What is recorded of a chain: the addresses in use, and everything that was ever deployed there, oldest first. */
export interface DeploymentRecord {
  readonly addresses: SuiteAddresses;
  readonly history: readonly DeployedContract[];
}

/** Returns `deployments/<chainId>.json` under the project's root. */
export function recordPath(root: string, chainId: bigint): string {
  return join(root, "deployments", `${chainId}.json`);
}

/**
 * Returns what is recorded of a chain; undefined if nothing is. A record that was written before there were histories has
 * an empty one.
 *
 * @throws Error if the file exists but is not such a record.
 */
export async function readRecord(path: string): Promise<DeploymentRecord | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parse(text, path);
  if (!isSuiteAddresses(value))
    throw new Error(`${path} lacks addresses of the suite. Restore it, or move it away to deploy anew.`);
  const { history = [], ...addresses } = value as SuiteAddresses & Partial<DeploymentRecord>;
  return { addresses, history };
}

/** Returns the addresses in use on a chain; undefined if none are recorded. Throws as `readRecord` does. */
export async function readAddresses(path: string): Promise<SuiteAddresses | undefined> {
  return (await readRecord(path))?.addresses;
}

/**
 * Records what is on a chain. Adds to the history that is given, and never drops anything from it. Readers see the old file
 * or the new one, never half of one.
 */
export async function writeRecord(path: string, { addresses, history }: DeploymentRecord): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify({ ...addresses, history }, null, 2)}\n`);
  await rename(temporary, path);
}

/** Whether a history has a contract: this code at this address. */
export function isRecorded(
  history: readonly DeployedContract[],
  address: string,
  bytecodeHash: string,
): boolean {
  return history.some((entry) => entry.address === address && entry.bytecodeHash === bytecodeHash);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON. Restore it, or move it away to deploy anew.`);
  }
}
