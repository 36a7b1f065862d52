import type { EVM } from "@ethereumjs/evm";
import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";
import type { BlockContext } from "./block-context.ts";
import type { Effects } from "./effects.ts";
import type { ExecutionMeter } from "./execution-meter.ts";
import type { ExecutionObserver } from "./execution-observer.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";
import type { Frame } from "./frame.ts";

/** Describes what code sees of its transaction. */
export interface TransactionContext {
  readonly block: BlockContext;
  /** The value of tx.origin. */
  origin: Address;
  /** The value of tx.gasprice, in wei per gas. */
  gasPrice: bigint;
}

/** Presents the VM to instructions, precompiles and native contracts while they run. */
export interface Machine extends Pick<EVM, "common" | "getPrecompile" | "journal"> {
  readonly world: World;
  readonly effects: Effects;
  readonly context: TransactionContext;
  /** The frame whose code is running. */
  readonly currentFrame: Frame;
  /** Watches what code does while the sequencer's validation rules apply. */
  readonly observer: ExecutionObserver | undefined;
  /** Prices what code does, if requested. */
  readonly meter: ExecutionMeter | undefined;
  /** Whether failed frames record where in their code they failed. */
  readonly recordsPositions: boolean;
  /** Runs one far call; a failed one has no effect but the gas it used. */
  execute(call: FarCall): Promise<FarCallResult>;
  /** Moves ETH as L2BaseToken.transferFromTo does; false when the sender has too little. */
  transfer(from: Address, to: Address, wei: bigint): boolean;
  /** Reports to the observer that a system contract reads `mapping(uint256 key => …)` at slot `base` of its storage. */
  observeMappingRead(contract: Address, key: bigint, base: bigint): void;
  /** Runs one of the EVM's own precompiles. */
  runPrecompile: EVM["runPrecompile"];
}
