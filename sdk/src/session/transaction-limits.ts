import { MalformedTransactionError, NoPolicyError } from "../errors/session-errors.js";
import { checkTransaction } from "./check-transaction.js";
import { governingPolicy } from "./governing-policy.js";
import { paymasterApproval } from "./paymaster-approval.js";
import { sameAddress } from "./same.js";
import { readSessionBatch } from "./session-batch.js";
import { limitPath, type LimitPath } from "./session-limit.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionCall, SessionTransaction } from "./session-transaction.js";
import type { UsageLimit } from "./usage-limit.js";

/** A limit that a transaction comes with a period id for, and where it is in the session. */
export interface TransactionLimit {
  readonly path: LimitPath;
  readonly limit: UsageLimit;
}

/**
 * Lists the limits that a transaction comes with period ids for, in the contract's order: the fee limit; the first call's
 * value limit; the constraints on the `approve` that a paymaster asks for; the first call's constraints; then the value
 * limit and the constraints of each further call of a batch.
 *
 * @throws NoPolicyError if no policy governs one of the calls
 */
export function transactionLimits(session: SessionSpec, transaction: SessionTransaction): TransactionLimit[] {
  checkTransaction(transaction);
  const [first = [], ...others] = callsOf(transaction).map((call) => limitsOf(session, call));
  const [value, ...constraints] = first;
  const approve = paymasterApproval(transaction);
  const approval = approve ? limitsOf(session, approve).slice(1) : [];
  const fee = { path: limitPath.fee, limit: session.feeLimit };
  return [fee, ...(value ? [value] : []), ...approval, ...constraints, ...others.flat()];
}

function callsOf(transaction: SessionTransaction): readonly SessionCall[] {
  const { from, to, data = "0x" } = transaction;
  if (from === undefined || !sameAddress(from, to)) return [transaction];
  const batch = readSessionBatch(data);
  if ("calls" in batch) return batch.calls;
  throw new MalformedTransactionError(
    `The transaction to the account itself is no batch a session may send: ${batch.rule}.`,
    "Encode the calls with encodeSessionBatch.",
  );
}

/** The limits a call counts against: its policy's on value first, then its constraints'. */
function limitsOf(session: SessionSpec, call: SessionCall): TransactionLimit[] {
  const governing = governingPolicy(session, call);
  if ("rule" in governing)
    throw new NoPolicyError(
      call.data && call.data !== "0x" ? `this call of ${call.to}` : `transfers to ${call.to}`,
    );
  const { kind, index, policy } = governing;
  if (kind === "transfer") return [{ path: limitPath.transferValue(index), limit: policy.valueLimit }];
  return [
    { path: limitPath.callValue(index), limit: policy.valueLimit },
    ...policy.constraints.map(({ limit }, i) => ({ path: limitPath.argument(index, i), limit })),
  ];
}
