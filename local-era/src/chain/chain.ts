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

/** How many blocks back BLOCKHASH sees. */
const BLOCK_HASH_WINDOW = 256n;

/** Every second block has none. */
const NO_TRANSACTIONS: readonly MinedTransaction[] = [];

/** What a chain starts from. */
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
  /** Contracts whose storage those rules let every account read: the operator's list. */
  readonly trustedStorage?: readonly Address[];
  /** Gas per published byte; that of Era's local node by default. */
  readonly gasPerPubdata?: bigint;
  /** Is told what contracts execute. */
  readonly recorder?: CodeRecorder | undefined;
}

/** What of {@link GenesisOptions} holds for a chain that goes on from a dump, too. */
type Terms = Pick<GenesisOptions, "enforceRules" | "trustedStorage" | "gasPerPubdata" | "recorder">;

/** A transaction to execute, and whether its sender is impersonated. */
export interface QueuedTransaction {
  readonly tx: EraTransaction;
  readonly impersonated: boolean;
}

/** Everything a chain is made of, to make the same one again. */
export interface ChainContents {
  readonly chainId: bigint;
  readonly baseFee: bigint;
  readonly clock: ClockState;
  readonly world: WorldContents;
  readonly blocks: readonly Block[];
}

/** What code sees of the block it runs in. */
type BlockFacts = Pick<Block, "number" | "timestamp" | "batchNumber" | "baseFee">;

/** A point {@link Chain.restore} comes back to. */
export interface ChainPoint {
  readonly mark: number;
  readonly blockNumber: bigint;
  readonly baseFee: bigint;
}

/** State, blocks and time of one chain, and the making of blocks. */
export class Chain {
  /** Transactions signed for another chain id are refused. */
  chainId: bigint;
  readonly #terms: Terms;
  readonly world = new World();
  readonly bootloader: Bootloader;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly traces = new Traces();
  /** Wei per gas, of the next block and those after it. */
  baseFee = DEFAULT_BASE_FEE;

  private constructor(chainId: bigint, ledger: Ledger, terms: Terms) {
    this.chainId = chainId;
    this.#terms = terms;
    this.bootloader = new Bootloader(this.world, terms.recorder);
    this.clock = new Clock(ledger.latest.timestamp);
    this.ledger = ledger;
  }

  /** A chain with its system contracts and block 0. */
  static create(options: GenesisOptions): Chain {
    const ledger = Ledger.genesis(options.timestamp, DEFAULT_BASE_FEE, options.hash);
    const chain = new Chain(options.chainId, ledger, options);
    applyGenesis(chain.world, options.balances, options.accounts);
    chain.world.sealBlock(0n);
    return chain;
  }

  /** A chain as {@link contents} described it. Throws an Error when it does not fit together. */
  static from(contents: ChainContents, terms: Terms): Chain {
    const chain = new Chain(contents.chainId, new Ledger(contents.blocks), terms);
    chain.clock.restore(contents.clock);
    chain.baseFee = contents.baseFee;
    chain.world.restore(contents.world, chain.ledger.latest.number);
    return chain;
  }

  /** What the chain is now; traces and the states of past blocks are no part of it. */
  contents(): ChainContents {
    const { chainId, baseFee, clock, world, ledger } = this;
    return { chainId, baseFee, clock: clock.state, world: world.contents(), blocks: ledger.blocks };
  }

  /** Gas per published byte that blocks charge. */
  get gasPerPubdata(): bigint {
    return this.#terms.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA;
  }

  /** The block estimates see: the one that would come next, at the price for published data they reckon with. */
  estimationContext(): BlockContext {
    return { ...this.pendingContext(), gasPerPubdata: suggestedGasPerPubdata(this.gasPerPubdata) };
  }

  /** The block calls see: the one that would come next. */
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
   * Simulates a call: in the block to come, or, on the state a past block left, in the block that followed it. Throws
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
    return world.storage.rewound(after, () => bootloader.call(request, this.#contextOf(next), { overrides }));
  }

  /**
   * Executes transactions and seals those that do not halt into a block, followed by the empty block Era adds to
   * a batch. When none is included the chain stays as it was, its clock too.
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

  /** Seals one empty block, a batch of its own. */
  mineEmpty(): Block {
    return this.#seal(this.ledger.latest.batchNumber + 1n, NO_TRANSACTIONS);
  }

  /** Runs a transaction and takes everything back. Throws {@link Halt}. */
  async rehearse(tx: EraTransaction): Promise<void> {
    const mark = this.world.mark();
    try {
      await this.#run(tx, this.pendingContext(), false);
    } finally {
      this.world.undoTo(mark);
    }
  }

  /** Keeps the present state for {@link restore} until {@link forget}. */
  remember(): ChainPoint {
    const mark = this.world.mark();
    this.world.storage.pin(mark);
    return { mark, blockNumber: this.ledger.latest.number, baseFee: this.baseFee };
  }

  /** Goes back to a remembered point. The clock goes on, as in anvil-zksync. */
  restore(point: ChainPoint): void {
    this.world.undoTo(point.mark);
    this.ledger.truncate(point.blockNumber);
    this.baseFee = point.baseFee;
  }

  forget(point: ChainPoint): void {
    this.world.storage.unpin(point.mark);
  }

  /** Runs transactions one after the other; an error that is not a {@link Halt} takes all of them back. */
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
