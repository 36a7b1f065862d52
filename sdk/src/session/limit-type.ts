/** How a limit counts; the numbers are the contract's. */
export const LimitType = { Unlimited: 0, Lifetime: 1, Allowance: 2 } as const;

/**
 * `Unlimited`: nothing is counted. `Lifetime`: counted over the session's life. `Allowance`: counted afresh in every
 * period.
 */
export type LimitType = keyof typeof LimitType;
