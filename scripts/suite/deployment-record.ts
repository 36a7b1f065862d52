import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { getAddress, isAddress } from "ethers";
import { withLock } from "./file-lock";
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
  /** Whether the chain is in a node's memory: what is recorded then ends with the node. */
  readonly inMemory: boolean;
}

/** The usual chain ids of nodes in memory. A record that does not say what its chain is belongs to one of them, or is public. */
const USUALLY_IN_MEMORY = ["260", "270"];

/** What every entry of a history has. */
const REQUIRED_TEXTS = ["key", "contract", "address", "bytecodeHash", "constructorArguments"] as const;

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
  const {
    history = [],
    inMemory = USUALLY_IN_MEMORY.includes(basename(path, ".json")),
    ...addresses
  } = value as SuiteAddresses & Partial<DeploymentRecord>;
  if (!Array.isArray(history)) throw new Error(`${path}: history is no list. Restore it.`);
  if (typeof inMemory !== "boolean")
    throw new Error(`${path}: inMemory is neither true nor false. Restore it.`);
  return {
    addresses: withChecksums(addresses, path),
    history: history.map((entry: unknown, i) => checkedEntry(entry, `${path}: history[${i}]`)),
    inMemory,
  };
}

/** Returns the addresses in use on a chain; undefined if none are recorded. Throws as `readRecord` does. */
export async function readAddresses(path: string): Promise<SuiteAddresses | undefined> {
  return (await readRecord(path))?.addresses;
}

/**
 * Records what is on a chain. Whatever the file has in its history stays there, even if another run has added it meanwhile.
 * Readers see the old file or the new one, never half of one.
 */
export async function writeRecord(path: string, record: DeploymentRecord): Promise<void> {
  await alone(path, () => write(path, record));
}

/**
 * Tries whether a record can be written, before anything is sent that it has to remember.
 *
 * @throws Error naming what is in the way
 */
export async function assertRecordable(path: string): Promise<void> {
  const temporary = temporaryOf(path);
  await alone(path, async () => {
    await writeFile(temporary, "");
    await rm(temporary);
  }).catch((cause: Error) => {
    throw new Error(`Nothing was sent, as it could not be recorded: ${cause.message}`, { cause });
  });
}

function temporaryOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** Runs what reads and writes a record with no other run in between. */
async function alone(path: string, action: () => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await withLock(path, action);
}

async function write(path: string, record: DeploymentRecord): Promise<void> {
  const { addresses, inMemory } = record;
  const kept = (await readRecord(path))?.history ?? [];
  const added = record.history.filter(
    ({ address, bytecodeHash }) => !isRecorded(kept, address, bytecodeHash),
  );
  const history = [...kept.map((entry) => withTransaction(entry, record.history)), ...added];
  const temporary = temporaryOf(path);
  await writeFile(temporary, `${JSON.stringify({ ...addresses, inMemory, history }, null, 2)}\n`);
  await rename(temporary, path);
}

/**
 * Records addresses that have changed. Others stay as the file has them by now, as another run may have changed them.
 *
 * @param changed the addresses that this run has changed
 */
export async function changeRecord(
  path: string,
  changed: Partial<SuiteAddresses>,
  { addresses, ...rest }: DeploymentRecord,
): Promise<void> {
  await alone(path, async () => {
    const current = (await readRecord(path))?.addresses ?? addresses;
    await write(path, { ...rest, addresses: { ...current, ...changed } });
  });
}

/** Adds the transaction to an entry by a run that found what another one had deployed, and was the first to record it. */
function withTransaction(entry: DeployedContract, others: readonly DeployedContract[]): DeployedContract {
  if (entry.transaction !== undefined) return entry;
  const same = others.find((other) => isRecorded([entry], other.address, other.bytecodeHash));
  return same?.transaction === undefined ? entry : { ...entry, transaction: same.transaction };
}

/** Whether a history has a contract: this code at this address. */
export function isRecorded(
  history: readonly DeployedContract[],
  address: string,
  bytecodeHash: string,
): boolean {
  return history.some((entry) => entry.address === address && entry.bytecodeHash === bytecodeHash);
}

/** Writes addresses as they are compared. One that was changed by hand, and has a wrong checksum, is refused. */
function withChecksums(addresses: SuiteAddresses, path: string): SuiteAddresses {
  const entries = Object.entries(addresses as unknown as Record<string, string>);
  const wrong = entries.find(([, address]) => !isAddress(address));
  if (wrong)
    throw new Error(`${path}: ${wrong[0]} is ${wrong[1]}, which is no address, or has a wrong checksum.`);
  return Object.fromEntries(
    entries.map(([key, address]) => [key, getAddress(address)]),
  ) as unknown as SuiteAddresses;
}

/** Checks an entry that may have been changed by hand, and writes its address as it is compared. */
function checkedEntry(entry: unknown, name: string): DeployedContract {
  const fields = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  const missing = REQUIRED_TEXTS.find((key) => typeof fields[key] !== "string");
  if (missing !== undefined) throw new Error(`${name} has no ${missing}. Restore it.`);
  const address = String(fields.address);
  if (!isAddress(address))
    throw new Error(`${name} is at ${address}, which is no address, or has a wrong checksum. Restore it.`);
  return { ...(entry as DeployedContract), address: getAddress(address) };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON. Restore it, or move it away to deploy anew.`);
  }
}
