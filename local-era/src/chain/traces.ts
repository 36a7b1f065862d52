import type { TransactionCosts, TransactionOutcome } from "../bootloader/outcome.ts";
import type { Hex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";

/** How many transactions' traces are kept: they are many times larger than all else a transaction leaves. */
export const TRACES_KEPT = 256;

/** Thrown when the trace of a transaction is asked for that is too old, or came out of a state dump. */
export class TraceUnavailable extends Error {
  constructor(hash: Hex) {
    super(
      `the trace of transaction ${hash} is not kept: ` +
        `there are traces of the last ${TRACES_KEPT} transactions this node ran`,
    );
    this.name = "TraceUnavailable";
  }
}

/** What is known of a transaction only while it is new. */
export interface TransactionTrace {
  readonly calls: readonly CallFrame[];
  readonly costs: TransactionCosts;
}

/** Traces of the newest transactions, by their hashes. */
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

  /** Throws {@link TraceUnavailable}. */
  get(hash: Hex): TransactionTrace {
    const trace = this.#kept.get(hash);
    if (trace === undefined) throw new TraceUnavailable(hash);
    return trace;
  }
}
