import type { CallFrame } from "./call-frame.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";

/** Records every call of a transaction as a tree. */
export class CallTracer {
  readonly roots: CallFrame[] = [];
  readonly #open: CallFrame[] = [];

  enter(call: FarCall): void {
    const frame: CallFrame = {
      type: call.kind,
      from: call.caller,
      to: call.codeAddress,
      value: call.value,
      gas: call.gas,
      gasUsed: 0n,
      input: call.data.slice(),
      output: new Uint8Array(0),
      calls: [],
    };
    (this.#open.at(-1)?.calls ?? this.roots).push(frame);
    this.#open.push(frame);
  }

  exit(result: FarCallResult): void {
    const frame = this.#open.pop();
    if (frame === undefined) return;
    frame.gasUsed = result.gasUsed;
    frame.output = result.returnData.slice();
    if (result.success) return;
    frame.error = result.error ?? "execution reverted";
    frame.failedAt = result.failedAt;
  }
}
