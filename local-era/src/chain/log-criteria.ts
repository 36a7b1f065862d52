import type { Address, Hex } from "../primitives/hex.ts";
import type { EventLog } from "../vm/effects.ts";
import type { Block } from "./block.ts";
import { locateAll } from "./ledger.ts";
import type { LocatedTransaction } from "./ledger.ts";

/** Selects logs. No addresses means any; an undefined topic means any. */
export interface LogCriteria {
  readonly addresses: readonly Address[];
  readonly topics: readonly (readonly Hex[] | undefined)[];
}

/** Holds a log and its position in its transaction. */
export interface LocatedLog {
  readonly log: EventLog;
  readonly index: number;
  readonly transaction: LocatedTransaction;
}

/** Tells whether a log matches; a topic that the log lacks matches only when any topic would. */
export function matchesLog(log: EventLog, criteria: LogCriteria): boolean {
  if (criteria.addresses.length > 0 && !criteria.addresses.includes(log.address)) return false;
  return criteria.topics.every(
    (accepted, position) => accepted === undefined || accepted.includes(log.topics[position]!),
  );
}

/** Returns the matching logs of blocks, in chain order. */
export function findLogs(blocks: readonly Block[], criteria: LogCriteria): LocatedLog[] {
  return blocks.flatMap((block) =>
    locateAll(block).flatMap((mined) => locateLogs(mined).filter(({ log }) => matchesLog(log, criteria))),
  );
}

/** Returns every log of one transaction. */
export function locateLogs(transaction: LocatedTransaction): LocatedLog[] {
  return transaction.outcome.logs.map((log, index) => ({ log, index, transaction }));
}
