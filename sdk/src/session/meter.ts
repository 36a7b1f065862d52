import type { LimitPath } from "./session-limit.js";
import { isUnlimited, type UsageLimit } from "./usage-limit.js";

/** What an allowed transaction takes of one limit. */
export interface Spending {
  readonly path: LimitPath;
  readonly limit: UsageLimit;
  readonly amount: bigint;
  /** What is left afterwards. */
  readonly left: bigint;
}

/** Counts on top of the state what one transaction spends. */
export class Meter {
  readonly #before: ReadonlyMap<LimitPath, bigint>;
  readonly #spent = new Map<LimitPath, { limit: UsageLimit; amount: bigint }>();

  constructor(before: ReadonlyMap<LimitPath, bigint>) {
    this.#before = before;
  }

  /** Counts an amount; returns what was left before if that is less. */
  spend(path: LimitPath, limit: UsageLimit, amount: bigint): { left: bigint } | undefined {
    if (isUnlimited(limit)) return undefined;
    const spent = this.#spent.get(path)?.amount ?? 0n;
    const left = (this.#before.get(path) ?? 0n) - spent;
    if (amount > left) return { left };
    this.#spent.set(path, { limit, amount: spent + amount });
    return undefined;
  }

  spendings(): Spending[] {
    return [...this.#spent].map(([path, { limit, amount }]) => ({
      path,
      limit,
      amount,
      left: (this.#before.get(path) ?? 0n) - amount,
    }));
  }
}
