import type { SessionSpec } from "./session-spec.js";
import type { SessionTransaction } from "./session-transaction.js";
import { transactionLimits } from "./transaction-limits.js";
import { periodId } from "./usage-limit.js";

/**
 * Returns the period ids that go with a session's signature, in the contract's order: of the fee limit; of the first
 * call's value limit; of the constraints on the `approve` that a paymaster asks for; of the first call's constraints;
 * then of the value limit and the constraints of each further call of a batch. Each is `timestamp / period` of an
 * allowance, and 0 of any other limit.
 *
 * @param timestamp - the chain's time (seconds) when the transaction will be validated
 * @throws NoPolicyError if no policy governs one of the calls
 */
export function getPeriodIds(
  session: SessionSpec,
  transaction: SessionTransaction,
  timestamp: bigint,
): bigint[] {
  return transactionLimits(session, transaction).map(({ limit }) => periodId(limit, timestamp));
}
