import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Node } from "../chain/node.ts";
import { loadState, writeStateDump } from "../dump/state-dump.ts";

/** Which files a node's state comes from and goes to. */
export interface StateFiles {
  readonly load: string | undefined;
  /** A file that need not exist when it is to be loaded: the first start makes it. */
  readonly isLoadOptional: boolean;
  readonly dump: string | undefined;
  /** Seconds between dumps while the node runs; undefined dumps only at the end. */
  readonly interval: number | undefined;
}

/** The signals that end a node; what it keeps is written before it dies of them. */
const ENDING = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Loads the state file. Throws an Error that names the file. */
export function loadStateFile(node: Node, { load, isLoadOptional }: StateFiles): void {
  if (load === undefined || (isLoadOptional && !existsSync(load))) return;
  try {
    loadState(node, readFileSync(load));
  } catch (error) {
    throw new Error(`${load}: ${messageOf(error)}`, { cause: error });
  }
}

/** Throws an Error when the file could not be written at the end, which would be too late to say so. */
export function requireWritable({ dump }: StateFiles): void {
  if (dump === undefined) return;
  try {
    accessSync(existsSync(dump) ? dump : dirname(dump), constants.W_OK);
  } catch (error) {
    throw new Error(`the state cannot be written to ${dump}: ${messageOf(error)}`, { cause: error });
  }
}

/** Writes the state when a signal ends the node, and from time to time. */
export function keepStateFile(node: Node, { dump, interval }: StateFiles): void {
  if (dump === undefined) return;
  const write = () => node.exclusive(() => writeStateFile(node, dump));
  const report = (error: unknown) => process.stderr.write(`error: state not written: ${messageOf(error)}\n`);
  const timer =
    interval === undefined ? undefined : setInterval(() => void write().catch(report), interval * 1000);
  for (const signal of ENDING) {
    process.once(signal, () => {
      clearInterval(timer);
      // The listener is gone by now, so the second signal ends the process as if there had been none.
      void write()
        .catch(report)
        .then(() => process.kill(process.pid, signal));
    });
  }
}

/** Writes beside the file and renames, so that the file is never half a state. */
function writeStateFile(node: Node, path: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, writeStateDump(node.chain.contents()));
  renameSync(beside, path);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
