import { Bootloader } from "../bootloader/bootloader.ts";
import type {
  Execution,
  ExecutedTransaction,
  HaltedTransaction,
} from "../bootloader/executed-transactions.ts";
import type { CallOutcome, TransactionOutcome } from "../bootloader/outcome.ts";
import type { StateOverride } from "../bootloader/state-override.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { World } from "../state/world.ts";
import type { WorldContents } from "../state/world.ts";
import { applyGenesis } from "../system/genesis.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { Halt } from "../transactions/halt.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { BlockContext } from "../vm/block-context.ts";
import type { CodeRecorder } from "../vm/code-recorder.ts";
import { blockHash, ZERO_HASH } from "./block.ts";
import type { Block, MinedTransaction } from "./block.ts";
import { Clock } from "./clock.ts";
import type { ClockState } from "./clock.ts";
import { DEFAULT_BASE_FEE, DEFAULT_GAS_PER_PUBDATA, suggestedGasPerPubdata } from "./fees.ts";
import type { GenesisAccount } from "../state/genesis-account.ts";
import { HistoryUnavailable } from "./history-unavailable.ts";
import { Ledger } from "./ledger.ts";
import { minedTransaction } from "./mined-transaction.ts";
import { Traces } from "./traces.ts";

/** Limits how many blocks back BLOCKHASH can see. */
const BLOCK_HASH_WINDOW = 256n;

/** Saves an array per empty block; every second block is empty. */
const NO_TRANSACTIONS: readonly MinedTransaction[] = [];

/** Describes what a chain starts from. */
export interface GenesisOptions {
  readonly chainId: bigint;
  /** Timestamp of block 0, in seconds. */
  readonly timestamp: bigint;
  /** Balances of block 0, in wei. */
  readonly balances: ReadonlyMap<Address, bigint>;
  /** What else accounts have in block 0. */
  readonly accounts?: ReadonlyMap<Address, GenesisAccount>;
  /** Hash of block 0; that of its number by default. */
  readonly hash?: Hex | undefined;
  /** Hold accounts to the sequencer's validation rules, which anvil-zksync does not know. */
  readonly enforceRules: boolean;
  /** Contracts whose storage those rules let every account read, as an operator would list them. */
  readonly trustedStorage?: readonly Address[];
  /** Gas per published byte; defaults to the price on Era's local node. */
  readonly gasPerPubdata?: bigint;
  /** Observes the code that contracts execute. */
  readonly recorder?: CodeRecorder | undefined;
}

/** Picks the {@link GenesisOptions} that also apply to a chain restored from a dump. */
type Terms = Pick<GenesisOptions, "enforceRules" | "trustedStorage" | "gasPerPubdata" | "recorder">;

/** Holds a transaction to execute, and whether its sender is impersonated. */
export interface QueuedTransaction {
  readonly tx: EraTransaction;
  readonly impersonated: boolean;
}

/** Holds everything needed to build the same chain again. */
export interface ChainContents {
  readonly chainId: bigint;
  readonly baseFee: bigint;
  readonly clock: ClockState;
  readonly world: WorldContents;
  readonly blocks: readonly Block[];
}

/** Lists what code can see of the block it runs in. */
type BlockFacts = Pick<Block, "number" | "timestamp" | "batchNumber" | "baseFee">;

/** Marks a point that {@link Chain.restore} returns to. */
export interface ChainPoint {
  readonly mark: number;
  readonly blockNumber: bigint;
  readonly baseFee: bigint;
}

/** Holds the state, blocks and clock of one chain, and produces its blocks. */
export class Chain {
  /** The id that transactions must be signed for. */
  chainId: bigint;
  readonly #terms: Terms;
  readonly world = new World();
  readonly bootloader: Bootloader;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly traces = new Traces();
  /** Wei per gas, for the next block and those after it. */
  baseFee = DEFAULT_BASE_FEE;

  private constructor(chainId: bigint, ledger: Ledger, terms: Terms) {
    this.chainId = chainId;
    this.#terms = terms;
    this.bootloader = new Bootloader(this.world, terms.recorder);
    this.clock = new Clock(ledger.latest.timestamp);
    this.ledger = ledger;
  }

  /** Creates a chain with its system contracts and block 0. */
  static create(options: GenesisOptions): Chain {
    const ledger = Ledger.genesis(options.timestamp, DEFAULT_BASE_FEE, options.hash);
    const chain = new Chain(options.chainId, ledger, options);
    applyGenesis(chain.world, options.balances, options.accounts);
    chain.world.sealBlock(0n);
    return chain;
  }

  /** Rebuilds a chain from its {@link contents}. Throws an Error when they are inconsistent. */
  static from(contents: ChainContents, terms: Terms): Chain {
    const chain = new Chain(contents.chainId, new Ledger(contents.blocks), terms);
    chain.clock.restore(contents.clock);
    chain.baseFee = contents.baseFee;
    chain.world.restore(contents.world, chain.ledger.latest.number);
    return chain;
  }

  /** Returns what the chain consists of now, without traces and the states of past blocks. */
  contents(): ChainContents {
    const { chainId, baseFee, clock, world, ledger } = this;
    return { chainId, baseFee, clock: clock.state, world: world.contents(), blocks: ledger.blocks };
  }

  /** Returns the gas per published byte that blocks charge. */
  get gasPerPubdata(): bigint {
    return this.#terms.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA;
  }

  /** Returns the block that estimates run in: the next one, at the pubdata price that estimates assume. */
  estimationContext(): BlockContext {
    return { ...this.pendingContext(), gasPerPubdata: suggestedGasPerPubdata(this.gasPerPubdata) };
  }

  /** Returns the block that calls run in: the next one. */
  pendingContext(): BlockContext {
    const { latest } = this.ledger;
    return this.#contextOf({
      number: latest.number + 1n,
      timestamp: this.clock.peek(),
      batchNumber: latest.batchNumber + 1n,
      baseFee: this.baseFee,
    });
  }

  /**
   * Simulates a call in the next block or, on the state after a past block, in the block that followed it. Throws
   * {@link Halt}, or HistoryUnavailable for a state that is not kept.
   */
  async call(
    request: CallRequest,
    overrides: ReadonlyMap<Address, StateOverride>,
    after = this.ledger.latest.number,
  ): Promise<CallOutcome> {
    const { world, bootloader } = this;
    const next = this.ledger.byNumber(after + 1n);
    if (next === undefined) return bootloader.call(request, this.pendingContext(), { overrides });
    if (!world.storage.remembers(after)) {
      throw new HistoryUnavailable(after, world.storage.historyStart);
    }
    return world.storage.runAtBlock(after, () =>
      bootloader.call(request, this.#contextOf(next), { overrides }),
    );
  }

  /**
   * Executes transactions and seals those that do not halt into a block, followed by the empty block that Era adds to a
   * batch. When none is included, the chain and its clock stay unchanged.
   */
  async mineTransactions(queue: readonly QueuedTransaction[]): Promise<Execution> {
    const context = this.pendingContext();
    const execution = await this.#runAll(queue, context);
    if (execution.included.length > 0) {
      this.#seal(context.batchNumber, execution.included.map(minedTransaction));
      this.#seal(context.batchNumber, NO_TRANSACTIONS);
    }
    for (const { tx, outcome } of execution.included) this.traces.add(tx.hash, outcome);
    return execution;
  }

  /** Seals one empty block in a batch of its own. */
  mineEmpty(): Block {
    return this.#seal(this.ledger.latest.batchNumber + 1n, NO_TRANSACTIONS);
  }

  /** Runs a transaction and undoes everything it did. Throws {@link Halt}. */
  async rehearse(tx: EraTransaction): Promise<void> {
    const mark = this.world.mark();
    try {
      await this.#run(tx, this.pendingContext(), false);
    } finally {
      this.world.undoTo(mark);
    }
  }

  /** Keeps the current state for {@link restore} until {@link forget}. */
  remember(): ChainPoint {
    const mark = this.world.mark();
    this.world.storage.pin(mark);
    return { mark, blockNumber: this.ledger.latest.number, baseFee: this.baseFee };
  }

  /** Returns to a remembered point. The clock keeps its time, as in anvil-zksync. */
  restore(point: ChainPoint): void {
    this.world.undoTo(point.mark);
    this.ledger.truncate(point.blockNumber);
    this.baseFee = point.baseFee;
  }

  forget(point: ChainPoint): void {
    this.world.storage.unpin(point.mark);
  }

  /** Runs transactions one after another; an error other than a {@link Halt} undoes all of them. */
  async #runAll(queue: readonly QueuedTransaction[], context: BlockContext): Promise<Execution> {
    const mark = this.world.mark();
    const included: ExecutedTransaction[] = [];
    const halted: HaltedTransaction[] = [];
    for (const { tx, impersonated } of queue) {
      try {
        included.push({
          tx,
          impersonated,
          outcome: await this.#run(tx, context, impersonated),
        });
      } catch (error) {
        if (!(error instanceof Halt)) {
          this.world.undoTo(mark);
          throw error;
        }
        halted.push({ tx, halt: error, trace: this.bootloader.lastTrace });
      }
    }
    return { included, halted };
  }

  #run(tx: EraTransaction, context: BlockContext, impersonated: boolean): Promise<TransactionOutcome> {
    const { enforceRules, trustedStorage } = this.#terms;
    return this.bootloader.run(tx, context, { impersonated, enforceRules, trustedStorage });
  }

  #contextOf({ number, timestamp, batchNumber, baseFee }: BlockFacts): BlockContext {
    return {
      chainId: this.chainId,
      number,
      timestamp,
      batchNumber,
      baseFee,
      gasPerPubdata: this.gasPerPubdata,
      blockHash: (earlier) => this.#blockHash(earlier, number),
    };
  }

  #blockHash(number: bigint, current: bigint): Hex {
    if (number >= current || number + BLOCK_HASH_WINDOW < current) return ZERO_HASH;
    return this.ledger.byNumber(number)?.hash ?? ZERO_HASH;
  }

  #seal(batchNumber: bigint, transactions: readonly MinedTransaction[]): Block {
    const parent = this.ledger.latest;
    const number = parent.number + 1n;
    const timestamp = this.clock.take();
    const hashes = transactions.map(({ tx }) => tx.hash);
    const hash = blockHash(number, timestamp, parent.hash, hashes);
    const { hash: parentHash } = parent;
    const { baseFee } = this;
    const block: Block = { number, hash, parentHash, timestamp, batchNumber, baseFee, transactions };
    this.world.sealBlock(number);
    this.ledger.append(block);
    return block;
  }
}
