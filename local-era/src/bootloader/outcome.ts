import type { Address, Hex } from "../primitives/hex.ts";
import type { EraPrices } from "../era-prices/price-meter.ts";
import type { Pubdata } from "../pubdata/pubdata.ts";
import type { CodePosition } from "../vm/code-position.ts";
import type { SlotChange, StoredWord } from "../state/flat-state.ts";

/** An event as the chain records it, before it has a place in a block. */
export interface EventLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Uint8Array;
}

/** An L2→L1 log (`l2ToL1Logs` of a receipt). */
export interface L2ToL1Log {
  readonly isService: boolean;
  readonly shardId: number;
  readonly sender: Address;
  readonly key: Hex;
  readonly value: Hex;
}

/** One call made while a transaction ran, with the calls it made (the call tracer's shape). */
export interface CallFrame {
  type: "call" | "delegateCall" | "staticCall" | "create";
  from: Address;
  to: Address;
  value: bigint;
  gas: bigint;
  gasUsed: bigint;
  input: Uint8Array;
  output: Uint8Array;
  /** Set when the frame failed: `execution reverted`, or the VM's own reason. */
  error?: string;
  /** Where the callee's code failed, while positions are recorded. */
  failedAt?: CodePosition;
  calls: CallFrame[];
}

/** What the block being built tells the transactions in it. */
export interface BlockContext {
  readonly chainId: bigint;
  readonly number: bigint;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly batchNumber: bigint;
  /** Wei per gas. */
  readonly baseFee: bigint;
  /** Gas per byte of published data. */
  readonly gasPerPubdata: bigint;
  /** Hash of an earlier block, or 32 zero bytes when it is not known. */
  blockHash(number: bigint): Hex;
}

/** Storage a transaction touched, each slot once. */
export interface StorageAccess {
  /** The slots it read, with what it found there first. */
  readonly reads: readonly StoredWord[];
  /** The slots it changed. */
  readonly changes: readonly SlotChange[];
}

/** What a transaction cost beside the gas of computation. */
export interface TransactionCosts {
  /** What the account did while it was asked, in Era's prices; undefined when nobody asked it. */
  readonly validation: EraPrices | undefined;
  /** What was published, in bytes. */
  readonly pubdata: Pubdata;
  /** Gas per byte of it. */
  readonly gasPerPubdata: bigint;
}

/** A transaction that made it into the block. */
export interface TransactionOutcome {
  readonly status: 0 | 1;
  /** gasLimit less what was refunded. */
  readonly gasUsed: bigint;
  readonly logs: readonly EventLog[];
  readonly l2ToL1Logs: readonly L2ToL1Log[];
  /** The last contract deployed, at whatever depth. */
  readonly contractAddress: Address | undefined;
  /** What executeTransaction's call returned, or the revert data when status is 0. */
  readonly returnData: Uint8Array;
  /** Why the body failed, where it did not revert: out of gas, data that was not paid for. */
  readonly failure?: string;
  /** The bootloader's calls, validation included. */
  readonly trace: readonly CallFrame[];
  readonly costs: TransactionCosts;
  /** Undefined unless reads of storage are recorded, which takes time. */
  readonly storage: StorageAccess | undefined;
}

/** A call that was only simulated (eth_call). */
export interface CallOutcome {
  readonly success: boolean;
  readonly returnData: Uint8Array;
  readonly gasUsed: bigint;
  readonly trace: CallFrame;
  /** What it would cost in Era's prices; undefined unless that was asked for. */
  readonly prices: EraPrices | undefined;
  /** What it would publish, in bytes. */
  readonly pubdata: Pubdata;
  /** The storage it would change. */
  readonly changes: readonly SlotChange[];
}
