import type { EraPrices } from "../era-prices/price-meter.ts";
import type { Address } from "../primitives/hex.ts";
import type { Pubdata } from "../pubdata/pubdata.ts";
import type { SlotChange, StoredWord } from "../state/flat-state.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { EventLog, L2ToL1Log } from "../vm/effects.ts";

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
