import type { TransactionCosts, TransactionOutcome } from "../bootloader/outcome.ts";
import type { Hex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";

/** Limits how many traces are kept: they are many times larger than the rest of a transaction. */
export const TRACES_KEPT = 256;

/** Signals that a transaction's trace is too old, or that the transaction came from a state dump. */
export class TraceUnavailable extends Error {
  constructor(hash: Hex) {
    super(
      `the trace of transaction ${hash} is not kept: ` +
        `there are traces of the last ${TRACES_KEPT} transactions this node ran`,
    );
    this.name = "TraceUnavailable";
  }
}

/** Holds what is known of a transaction only while it is recent. */
export interface TransactionTrace {
  readonly calls: readonly CallFrame[];
  readonly costs: TransactionCosts;
}

/** Holds the traces of the newest transactions, by hash. */
export class Traces {
  readonly #kept = new Map<Hex, TransactionTrace>();

  add(hash: Hex, { trace, costs }: Pick<TransactionOutcome, "trace" | "costs">): void {
    // Deleted first, so that a transaction mined again counts as new.
    this.#kept.delete(hash);
    this.#kept.set(hash, { calls: trace, costs });
    if (this.#kept.size <= TRACES_KEPT) return;
    const [oldest] = this.#kept.keys();
    this.#kept.delete(oldest!);
  }

  /** Returns the trace of a transaction. Throws {@link TraceUnavailable}. */
  get(hash: Hex): TransactionTrace {
    const trace = this.#kept.get(hash);
    if (trace === undefined) throw new TraceUnavailable(hash);
    return trace;
  }
}
