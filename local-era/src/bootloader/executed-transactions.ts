import type { Halt } from "../transactions/halt.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { TransactionOutcome } from "./outcome.ts";

/** A transaction that was run and included. */
export interface ExecutedTransaction {
  readonly tx: EraTransaction;
  readonly outcome: TransactionOutcome;
  /** Sent by an impersonated account: nobody paid for it. */
  readonly impersonated: boolean;
}

/** A transaction that was not included, with the calls made until then. */
export interface HaltedTransaction {
  readonly tx: EraTransaction;
  readonly halt: Halt;
  readonly trace: readonly CallFrame[];
}

/** What became of queued transactions. */
export interface Execution {
  readonly included: readonly ExecutedTransaction[];
  readonly halted: readonly HaltedTransaction[];
}
