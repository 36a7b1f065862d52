import type { FarCall, FarCallResult } from "../vm/far-call.ts";

interface OpenFrame {
  readonly given: bigint;
  /** Gas the frame had left when it was last looked at, less what its callees took since. */
  last: bigint;
}

/**
 * Adds up the gas that nested frames use while they still run, which their own results only tell when they end.
 * It looks on: `gasleft()` is what it would be without.
 */
export class GasMeter {
  readonly #frames: OpenFrame[] = [];
  #used = 0n;

  /** Gas used since the meter was made. */
  get used(): bigint {
    return this.#used;
  }

  enter({ gas }: FarCall): void {
    this.#frames.push({ given: gas, last: gas });
  }

  /** The innermost frame has `gasLeft` now. */
  look(gasLeft: bigint): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    this.#used += frame.last - gasLeft;
    frame.last = gasLeft;
  }

  exit({ gasUsed }: FarCallResult): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#used += frame.last - (frame.given - gasUsed);
    const caller = this.#frames.at(-1);
    if (caller !== undefined) caller.last -= gasUsed;
  }
}
