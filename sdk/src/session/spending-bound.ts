/** The most of something; `amount` is undefined where there is no bound, and `reason` says why. */
export type Bound =
  | {
      readonly amount: bigint;
      /** Whether some spending reaches it; otherwise the most may be less. */
      readonly isExact: boolean;
      readonly reason?: undefined;
    }
  | { readonly amount: undefined; readonly isExact: true; readonly reason: string };

/** The sum of independent bounds. */
export function addBounds(bounds: readonly Bound[]): Bound {
  let amount = 0n;
  let isExact = true;
  for (const bound of bounds) {
    if (bound.amount === undefined) return bound;
    amount += bound.amount;
    isExact &&= bound.isExact;
  }
  return { amount, isExact };
}
