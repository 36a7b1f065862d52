import type { Halt } from "../transactions/halt.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { TransactionOutcome } from "./outcome.ts";

/** Describes a transaction that was run and included. */
export interface ExecutedTransaction {
  readonly tx: EraTransaction;
  readonly outcome: TransactionOutcome;
  /** Whether an impersonated account sent it: nobody paid for it. */
  readonly impersonated: boolean;
}

/** Describes a transaction that was not included, with the calls made until then. */
export interface HaltedTransaction {
  readonly tx: EraTransaction;
  readonly halt: Halt;
  readonly trace: readonly CallFrame[];
}

/** Describes what became of queued transactions. */
export interface Execution {
  readonly included: readonly ExecutedTransaction[];
  readonly halted: readonly HaltedTransaction[];
}
