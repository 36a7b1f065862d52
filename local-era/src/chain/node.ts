import { setImmediate as pause } from "node:timers/promises";
import type { LogFilter } from "../logging/log-filter.ts";
import { NodeLog } from "../logging/node-log.ts";
import type { LogSink } from "../logging/node-log.ts";
import { EMPTY } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import type { Detail } from "../printing/detail.ts";
import { revertText } from "../printing/revert-text.ts";
import { stackTrace } from "../printing/stack-trace.ts";
import { executionReport } from "../printing/transaction-report.ts";
import type { SourceLocations } from "../source-maps/source-locations.ts";
import { Halt } from "../transactions/halt.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { Block } from "./block.ts";
import { Chain } from "./chain.ts";
import type { ChainContents, ChainPoint, GenesisOptions, QueuedTransaction } from "./chain.ts";
import { Filters } from "./filters.ts";
import { Impersonation } from "./impersonation.ts";
import { Mutex } from "./mutex.ts";
import { TransactionPool } from "./pool.ts";
import type { PoolOrder } from "./pool.ts";
import type { Sealing } from "./sealing.ts";
import { Snapshots } from "./snapshots.ts";
import { refusalOf, requirePossible, requireSubmittable, requireUnknown } from "./submission.ts";

/** Limits the number of transactions in one block. */
const BLOCK_CAPACITY = 1000;
/** Limits how far a waiting transaction may be ahead of its account's nonce (the sequencer's default). */
const NONCE_AHEAD = 50n;
const BLOCKS_WITHOUT_PAUSE = 1000n;

/** Describes how a node behaves. */
export interface NodeOptions extends GenesisOptions {
  readonly sealing: Sealing;
  /** In which order what waits comes into a block; as it came by default. */
  readonly order?: PoolOrder;
  readonly autoImpersonate: boolean;
  /** Accept every transaction that parses and silently drop it when it halts, as anvil-zksync does. */
  readonly dropSilently: boolean;
  /** Name and version of the program. */
  readonly clientVersion: string;
  /** How much is logged about a transaction. */
  readonly detail: Detail;
  /** Maps code to sources, for the logs of failures. */
  readonly sources?: SourceLocations;
  /** Receives lines about what happens; a node without it prints nothing. */
  readonly log: LogSink | undefined;
  /** Which of them; by default what is for everybody to read. */
  readonly logFilter?: LogFilter;
  /** Describes in words what the chain starts with; logged whenever it starts over. */
  readonly settings?: readonly string[];
  /** Whether {@link settings} are logged. */
  readonly showsSettings?: boolean;
}

/**
 * Holds what the JSON-RPC methods work on: a chain, its pending transactions, and what clients asked it to remember.
 */
export class Node {
  readonly #options: NodeOptions;
  readonly #lock = new Mutex();
  readonly #snapshots = new Snapshots<ChainPoint>();
  readonly pool: TransactionPool;
  readonly filters = new Filters();
  readonly impersonation: Impersonation;
  #chain: Chain;
  #sealing: Sealing = { mode: "manual" };
  #timer: NodeJS.Timeout | undefined;
  #detail: Detail;
  readonly log: NodeLog;
  /** Whether the settings are logged when the chain starts over. */
  showsSettings: boolean;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.#chain = this.#prepared(Chain.create(options));
    this.pool = new TransactionPool(options.order);
    this.#detail = options.detail;
    this.log = new NodeLog(options.log, options.logFilter);
    this.showsSettings = options.showsSettings ?? false;
    this.impersonation = new Impersonation(options.autoImpersonate);
    this.setSealing(options.sealing);
  }

  get chain(): Chain {
    return this.#chain;
  }

  get sealing(): Sealing {
    return this.#sealing;
  }

  /** Returns the accounts that have a balance in block 0. */
  get accounts(): string[] {
    return [...this.#options.balances.keys()];
  }

  get clientVersion(): string {
    return this.#options.clientVersion;
  }

  /** Runs `task` while nothing else touches the chain. Must not be nested. */
  exclusive<T>(task: () => T | Promise<T>): Promise<T> {
    return this.#lock.run(task);
  }

  /**
   * Accepts a transaction into a block at once or into the pool, as {@link sealing} says. Throws SubmissionRefused when
   * the chain would not accept it; the state is then unchanged.
   */
  async submit(tx: EraTransaction): Promise<Hex> {
    const queued = { tx, impersonated: this.impersonation.includes(tx.from) };
    if (this.#options.dropSilently) this.#enqueue(queued);
    else if (this.#sealing.mode === "automatic") await this.#includeNow(queued);
    else await this.#admit(queued);
    this.filters.noteTransaction(tx.hash);
    return tx.hash;
  }

  /**
   * Seals a block with what waits in the pool, or an empty one when nothing does. Transactions of impersonated senders and
   * ordinary ones never share a block: what came after the first of the other kind goes on waiting.
   */
  async mine(): Promise<Block> {
    return (await this.#mineBatch()) ?? this.#mineEmpty();
  }

  /**
   * Seals all that waits in the pool, into as many blocks as it takes; into none when nothing waits. What has a nonce before
   * its own still missing goes on waiting.
   */
  async mineWaiting(): Promise<void> {
    for (let size = Infinity; this.pool.size > 0 && this.pool.size < size;) {
      size = this.pool.size;
      await this.#mineBatch();
    }
  }

  /** Seals `count` blocks, `interval` seconds apart. Now and then it lets signals be handled, which may end the node. */
  async mineMany(count: bigint, interval: bigint): Promise<void> {
    for (let i = 0n; i < count; i++) {
      if (i % BLOCKS_WITHOUT_PAUSE === 0n) await pause();
      if (i > 0n) this.#chain.clock.increase(interval - 1n);
      await this.mine();
    }
  }

  setSealing(sealing: Sealing): void {
    clearInterval(this.#timer);
    this.#sealing = sealing;
    if (sealing.mode !== "interval") return;
    this.#timer = setInterval(
      () => this.#inBackground(() => this.mine()),
      Math.round(sealing.seconds * 1000),
    );
  }

  /** Takes a snapshot and returns its id. */
  snapshot(): bigint {
    const point = this.#chain.remember();
    try {
      return this.#snapshots.push(point);
    } catch (error) {
      this.#chain.forget(point);
      throw error;
    }
  }

  /** Reverts to a snapshot, which removes it and all later ones. Throws UnknownSnapshot. */
  revert(id: bigint): void {
    const points = this.#snapshots.take(id);
    this.#chain.restore(points[0]);
    this.filters.rewind(points[0].blockNumber);
    points.forEach((point) => this.#chain.forget(point));
  }

  /** Starts over from block 0. */
  reset(): void {
    this.#replaceChain(Chain.create(this.#options));
    this.impersonation.clear();
    if (!this.showsSettings) return;
    for (const line of this.#options.settings ?? []) this.log.write("node", "info", line);
  }

  /**
   * Continues from another node's chain; pending transactions, snapshots and filters are dropped. Throws an Error when
   * the chain is inconsistent; nothing has changed then.
   */
  load(contents: ChainContents): void {
    this.#replaceChain(Chain.from(contents, this.#options));
  }

  /** Stops producing blocks. */
  close(): void {
    clearInterval(this.#timer);
  }

  /** Changes how much is logged about a transaction. */
  setDetail(change: Partial<Detail>): void {
    this.#detail = { ...this.#detail, ...change };
  }

  /** Logs where a failed call or estimate failed, when that is known. */
  logFailure(what: string, trace: readonly CallFrame[]): void {
    const traceLines = this.log.wouldLog("chain", "info") ? stackTrace(trace, this.#options.sources) : [];
    if (traceLines.length === 0) return;
    const reason = revertText(trace.at(-1)?.output ?? EMPTY);
    for (const line of [`${what} failed: ${reason}`, ...traceLines]) this.log.write("chain", "info", line);
  }

  #replaceChain(chain: Chain): void {
    this.#chain = this.#prepared(chain);
    this.#snapshots.clear();
    this.pool.clear();
    this.filters.clear();
  }

  #prepared(chain: Chain): Chain {
    if (this.#options.sources !== undefined) chain.bootloader.recordPositions();
    return chain;
  }

  async #includeNow(queued: QueuedTransaction): Promise<void> {
    this.#requireSubmittable(queued, 0n);
    const { halted } = await this.#execute([queued]);
    if (halted.length > 0) throw refusalOf(halted[0]!.halt);
    // It may have had the nonce that others have been waiting for since blocks were made on request only.
    await this.mineWaiting();
  }

  /**
   * Checks a transaction as far as its predecessors allow and adds it to the pool. As on a chain, it takes the place of one
   * that waits with the same nonce, whatever the two offer to pay.
   */
  async #admit({ tx, impersonated }: QueuedTransaction): Promise<void> {
    this.#requireSubmittable({ tx, impersonated }, NONCE_AHEAD);
    if (impersonated) return this.pool.add(tx);
    requireUnknown(tx, this.pool);
    if (tx.nonce === this.#chain.world.minNonce(tx.from)) await this.#rehearse(tx);
    this.pool.replace(tx);
  }

  /** What an impersonated sender sends has to be a possible transaction, too, but needs neither nonce nor funds. */
  #requireSubmittable({ tx, impersonated }: QueuedTransaction, nonceRange: bigint): void {
    if (impersonated) requirePossible(tx, this.#chain);
    else requireSubmittable(tx, this.#chain, nonceRange);
  }

  async #rehearse(tx: EraTransaction): Promise<void> {
    try {
      await this.#chain.rehearse(tx);
    } catch (error) {
      throw error instanceof Halt ? refusalOf(error) : error;
    }
  }

  #enqueue({ tx }: QueuedTransaction): void {
    this.pool.add(tx);
    if (this.#sealing.mode !== "automatic") return;
    setImmediate(() => this.#inBackground(() => this.mineWaiting()));
  }

  /** Runs a task that nobody awaits, and logs its errors. */
  #inBackground(task: () => Promise<unknown>): void {
    this.exclusive(task).catch((error: unknown) =>
      this.log.write("chain", "error", `block production failed: ${String(error)}`),
    );
  }

  /** Seals a block of what waits; undefined when none of the transactions was included. */
  async #mineBatch(): Promise<Block | undefined> {
    const isImpersonated = (tx: EraTransaction): boolean => this.impersonation.includes(tx.from);
    const waitsForNone = (sender: Address): boolean =>
      this.#options.dropSilently || this.impersonation.includes(sender);
    const nonceOf = (sender: Address): bigint | undefined =>
      waitsForNone(sender) ? undefined : this.#chain.world.minNonce(sender);
    const waiting = this.pool.take(BLOCK_CAPACITY, isImpersonated, nonceOf);
    const { included } = await this.#execute(waiting.map((tx) => ({ tx, impersonated: isImpersonated(tx) })));
    return included.length > 0 ? this.#chain.ledger.transaction(included[0]!.tx.hash)?.block : undefined;
  }

  async #execute(queue: readonly QueuedTransaction[]) {
    const { log } = this;
    const showsStorage = this.#detail.storage !== "none" || this.#detail.vm !== "none";
    this.#chain.world.storage.recordsReads = showsStorage && log.wouldLog("chain", "info");
    const { number } = this.#chain.ledger.latest;
    const execution = await this.#chain.mineTransactions(queue);
    // What contracts print matters about as much as that a transaction was mined; that one was dropped matters more.
    if (log.wouldLog("chain", "warn") || log.wouldLog("console", "info")) {
      log.writeAll(executionReport(execution, this.#detail, this.#options.sources));
    }
    this.#logBlocksAfter(number);
    return execution;
  }

  #mineEmpty(): Block {
    const { number } = this.#chain.ledger.latest;
    const block = this.#chain.mineEmpty();
    this.#logBlocksAfter(number);
    return block;
  }

  #logBlocksAfter(number: bigint): void {
    if (!this.log.wouldLog("chain", "debug")) return;
    const { ledger } = this.#chain;
    for (const block of ledger.range(number + 1n, ledger.latest.number)) {
      const { transactions, timestamp, baseFee } = block;
      const parts = [`time ${timestamp}`, `transactions ${transactions.length}`, `base fee ${baseFee} wei`];
      this.log.write("chain", "debug", `block ${block.number}: ${parts.join(", ")}`);
    }
  }
}
