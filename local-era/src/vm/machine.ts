import type { EVM } from "@ethereumjs/evm";
import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";
import type { BlockContext } from "./block-context.ts";
import type { Effects } from "./effects.ts";
import type { ExecutionMeter } from "./execution-meter.ts";
import type { ExecutionObserver } from "./execution-observer.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";
import type { Frame } from "./frame.ts";

/** What the code of a transaction sees of it. */
export interface TransactionContext {
  readonly block: BlockContext;
  /** tx.origin */
  origin: Address;
  /** tx.gasprice, wei per gas. */
  gasPrice: bigint;
}

/** The VM as instructions, precompiles and native contracts see it while they run. */
export interface Machine extends Pick<EVM, "common" | "getPrecompile" | "journal"> {
  readonly world: World;
  readonly effects: Effects;
  readonly context: TransactionContext;
  /** The frame whose code is running. */
  readonly currentFrame: Frame;
  /** Watches what code does, while the sequencer's validation rules are in force. */
  readonly observer: ExecutionObserver | undefined;
  /** Prices what code does, where somebody wants to know. */
  readonly meter: ExecutionMeter | undefined;
  /** Whether failed frames say where in their code they failed. */
  readonly recordsPositions: boolean;
  /** Runs one far call; a failed one leaves no trace but the gas it used. */
  execute(call: FarCall): Promise<FarCallResult>;
  /** Moves ETH as L2BaseToken.transferFromTo does; false when the sender has too little. */
  transfer(from: Address, to: Address, wei: bigint): boolean;
  /** Tells the observer that a system contract reads `mapping(uint256 key => …)` at slot `base` of its storage. */
  observeMappingRead(contract: Address, key: bigint, base: bigint): void;
  /** Runs one of the EVM's own precompiles. */
  runPrecompile: EVM["runPrecompile"];
}
