import type { EraPrices } from "../era-prices/price-meter.ts";
import type { Address } from "../primitives/hex.ts";
import type { Pubdata } from "../pubdata/pubdata.ts";
import type { SlotChange, StoredWord } from "../state/flat-state.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { EventLog, L2ToL1Log } from "../vm/effects.ts";

/** Lists the storage that a transaction touched, each slot once. */
export interface StorageAccess {
  /** The slots it read, with the value of the first read. */
  readonly reads: readonly StoredWord[];
  /** The slots it changed. */
  readonly changes: readonly SlotChange[];
}

/** Describes what a transaction cost besides the gas for computation. */
export interface TransactionCosts {
  /** What the account's validation cost in Era's prices; undefined when there was none. */
  readonly validation: EraPrices | undefined;
  /** What was published, in bytes. */
  readonly pubdata: Pubdata;
  /** Gas per published byte. */
  readonly gasPerPubdata: bigint;
}

/** Describes a transaction that was included in a block. */
export interface TransactionOutcome {
  readonly status: 0 | 1;
  /** gasLimit minus the refund. */
  readonly gasUsed: bigint;
  readonly logs: readonly EventLog[];
  readonly l2ToL1Logs: readonly L2ToL1Log[];
  /** The last contract deployed, at any depth. */
  readonly contractAddress: Address | undefined;
  /** What the call of executeTransaction returned, or the revert data when status is 0. */
  readonly returnData: Uint8Array;
  /** Why the body failed, if it did not revert: out of gas, or pubdata that was not paid for. */
  readonly failure?: string;
  /** The bootloader's calls, including validation. */
  readonly trace: readonly CallFrame[];
  readonly costs: TransactionCosts;
  /** Undefined unless storage reads are recorded, which takes time. */
  readonly storage: StorageAccess | undefined;
}

/** Describes a call that was only simulated (eth_call). */
export interface CallOutcome {
  readonly success: boolean;
  readonly returnData: Uint8Array;
  readonly gasUsed: bigint;
  readonly trace: CallFrame;
  /** What it would cost in Era's prices; undefined unless requested. */
  readonly prices: EraPrices | undefined;
  /** What it would publish, in bytes. */
  readonly pubdata: Pubdata;
  /** The storage it would change. */
  readonly changes: readonly SlotChange[];
}
