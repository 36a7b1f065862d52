import type { Address, Hex } from "../primitives/hex.ts";
import type { EventLog } from "../vm/effects.ts";
import type { Block } from "./block.ts";
import { locateAll } from "./ledger.ts";
import type { LocatedTransaction } from "./ledger.ts";

/** Which logs to answer with. No addresses: any; a topic position that is undefined: any. */
export interface LogCriteria {
  readonly addresses: readonly Address[];
  readonly topics: readonly (readonly Hex[] | undefined)[];
}

/** A log and its place in its transaction. */
export interface LocatedLog {
  readonly log: EventLog;
  readonly index: number;
  readonly transaction: LocatedTransaction;
}

/** Whether a log fits; a position the log has no topic for fits only when any topic would. */
export function matchesLog(log: EventLog, criteria: LogCriteria): boolean {
  if (criteria.addresses.length > 0 && !criteria.addresses.includes(log.address)) return false;
  return criteria.topics.every(
    (accepted, position) => accepted === undefined || accepted.includes(log.topics[position]!),
  );
}

/** The fitting logs of blocks, in chain order. */
export function findLogs(blocks: readonly Block[], criteria: LogCriteria): LocatedLog[] {
  return blocks.flatMap((block) =>
    locateAll(block).flatMap((mined) => locateLogs(mined).filter(({ log }) => matchesLog(log, criteria))),
  );
}

/** Every log of one transaction. */
export function locateLogs(transaction: LocatedTransaction): LocatedLog[] {
  return transaction.outcome.logs.map((log, index) => ({ log, index, transaction }));
}
