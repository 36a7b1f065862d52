import type { Refusal } from "./refusal.js";
import type { UsageLimit } from "./usage-limit.js";

/** When it is too late for a transaction, by the chain's clock. Times are Unix times in seconds. */
interface TooLate extends Omit<Refusal, "rule" | "limit"> {
  /** What ends: `expiresAt`, or the limit whose period does. */
  readonly path: string;
  /** The time that the transaction was to be signed for. */
  readonly asked: bigint;
  /** The last second that counts. */
  readonly left: bigint;
}

/**
 * Why a transaction that the session allows is not taken now: too little time is left of the session, or of a period that
 * it counts against. That is no rule of the contract's, and `explain` does not know it: the chain's nodes go by it.
 */
export type TimeRefusal =
  | (TooLate & {
      readonly rule: "PeriodEndsSoon";
      /** The allowance whose period ends. */
      readonly limit: UsageLimit;
      /** From when on (Unix time in seconds) the transaction can be sent: the limit counts anew then. */
      readonly retryAt: bigint;
    })
  | (TooLate & { readonly rule: "SessionEndsSoon"; readonly limit?: undefined });
