import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Node } from "../chain/node.ts";
import { loadState, writeStateDump } from "../dump/state-dump.ts";

/** Says which files a node loads its state from and writes it to. */
export interface StateFiles {
  readonly load: string | undefined;
  /** Whether the file to load may be missing: the first start creates it. */
  readonly isLoadOptional: boolean;
  readonly dump: string | undefined;
  /** Seconds between dumps while the node runs; undefined writes one only at the end. */
  readonly interval: number | undefined;
}

/** Lists the signals that end a node; its state is written before the process dies. */
const ENDING_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Loads the state file. Throws an Error that names the file. */
export function loadStateFile(node: Node, { load, isLoadOptional }: StateFiles): void {
  if (load === undefined || (isLoadOptional && !existsSync(load))) return;
  try {
    loadState(node, readFileSync(load));
  } catch (error) {
    throw new Error(`${load}: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * Requires the dump file to be writable at the start, because an error at the end would come too late. It is written beside
 * its place first, so that the folder has to be writable, too.
 */
export function requireWritable({ dump }: StateFiles): void {
  if (dump === undefined) return;
  try {
    accessSync(dirname(dump), constants.W_OK);
    const isThere = existsSync(dump);
    if (isThere ? statSync(dump).isDirectory() : dump.endsWith("/"))
      throw new Error("it is a folder; name a file in it");
    if (isThere) accessSync(dump, constants.W_OK);
  } catch (error) {
    throw new Error(`the state cannot be written to ${dump}: ${messageOf(error)}`, { cause: error });
  }
}

/** Writes the state when a signal ends the node, and at each interval. */
export function keepStateFile(node: Node, { dump, interval }: StateFiles): void {
  if (dump === undefined) return;
  const write = () => node.exclusive(() => writeStateFile(node, dump));
  const report = (error: unknown) => process.stderr.write(`error: state not written: ${messageOf(error)}\n`);
  const timer =
    interval === undefined ? undefined : setInterval(() => void write().catch(report), interval * 1000);
  for (const signal of ENDING_SIGNALS) {
    process.once(signal, () => {
      clearInterval(timer);
      // The listener has been removed by now, so the second signal ends the process by default.
      void write()
        .catch(report)
        .then(() => process.kill(process.pid, signal));
    });
  }
}

/** Writes to a temporary file and renames it, so that the file never holds an incomplete state. */
function writeStateFile(node: Node, path: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, writeStateDump(node.chain.contents()));
  renameSync(beside, path);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
