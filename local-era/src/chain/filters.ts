import type { Hex } from "../primitives/hex.ts";
import type { Ledger } from "./ledger.ts";
import { findLogs } from "./log-criteria.ts";
import type { LocatedLog, LogCriteria } from "./log-criteria.ts";

/** Describes a range of blocks; an undefined end follows the chain's head. */
export interface LogQuery extends LogCriteria {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

type Filter =
  | { readonly kind: "logs"; readonly query: LogQuery; next: bigint }
  | { readonly kind: "blocks"; next: bigint }
  | { readonly kind: "transactions"; hashes: Hex[] };

/** Describes what happened since a filter was last polled. */
export type FilterChanges =
  | { readonly kind: "logs"; readonly logs: LocatedLog[] }
  | { readonly kind: "hashes"; readonly hashes: Hex[] };

/** Signals a filter id that was never created or has been uninstalled. */
export class UnknownFilter extends Error {
  constructor() {
    super("invalid filter");
    this.name = "UnknownFilter";
  }
}

/** Holds the filters that clients poll, by ids 1, 2, … */
export class Filters {
  readonly #filters = new Map<bigint, Filter>();
  #lastId = 0n;

  addLogs(query: LogQuery, ledger: Ledger): bigint {
    return this.#add({ kind: "logs", query, next: ledger.latest.number + 1n });
  }

  addBlocks(ledger: Ledger): bigint {
    return this.#add({ kind: "blocks", next: ledger.latest.number + 1n });
  }

  addTransactions(): bigint {
    return this.#add({ kind: "transactions", hashes: [] });
  }

  /** Removes a filter; returns whether it existed. */
  remove(id: bigint): boolean {
    return this.#filters.delete(id);
  }

  clear(): void {
    this.#filters.clear();
  }

  /** Reports a new transaction to the transaction filters. */
  noteTransaction(hash: Hex): void {
    for (const filter of this.#filters.values()) {
      if (filter.kind === "transactions") filter.hashes.push(hash);
    }
  }

  /** Makes filters that have seen blocks after `number` see their replacements. */
  rewind(number: bigint): void {
    for (const filter of this.#filters.values()) {
      if (filter.kind !== "transactions" && filter.next > number + 1n) filter.next = number + 1n;
    }
  }

  /** Returns what is new since the last call. Throws {@link UnknownFilter}. */
  changes(id: bigint, ledger: Ledger): FilterChanges {
    const filter = this.#get(id);
    if (filter.kind === "transactions") {
      return { kind: "hashes", hashes: filter.hashes.splice(0) };
    }
    const from = filter.next;
    filter.next = ledger.latest.number + 1n;
    if (filter.kind === "blocks") {
      return { kind: "hashes", hashes: ledger.range(from, ledger.latest.number).map(({ hash }) => hash) };
    }
    return { kind: "logs", logs: queryLogs(ledger, filter.query, from) };
  }

  /** Returns every log that a log filter covers. Throws {@link UnknownFilter}, also for other kinds of filters. */
  logs(id: bigint, ledger: Ledger): LocatedLog[] {
    const filter = this.#get(id);
    if (filter.kind !== "logs") throw new UnknownFilter();
    return queryLogs(ledger, filter.query, 0n);
  }

  #add(filter: Filter): bigint {
    this.#filters.set(++this.#lastId, filter);
    return this.#lastId;
  }

  #get(id: bigint): Filter {
    const filter = this.#filters.get(id);
    if (filter === undefined) throw new UnknownFilter();
    return filter;
  }
}

function queryLogs(ledger: Ledger, query: LogQuery, notBefore: bigint): LocatedLog[] {
  const from = query.from ?? 0n;
  const to = query.to ?? ledger.latest.number;
  return findLogs(ledger.range(from > notBefore ? from : notBefore, to), query);
}
