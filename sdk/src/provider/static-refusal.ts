import type { Address } from "viem";
import { explain } from "../session/explain.js";
import type { Refusal } from "../session/refusal.js";
import { NO_USAGE, sessionStateOf } from "../session/session-usage.js";
import type { SessionSpec } from "../session/session-spec.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";

/**
 * Says which rule refuses a transaction whatever was spent and whatever time it is; nothing if it depends on that. It
 * needs no answer of the chain's, so that the owner can still be asked in the same click.
 */
export function staticRefusal(
  session: SessionSpec,
  account: Address,
  transaction: AccountTransaction,
): (Refusal & { message: string }) | undefined {
  // The unspent session in its last second: what is refused then always is.
  const timestamp = session.expiresAt;
  const snapshot = { ...sessionStateOf(session, NO_USAGE, timestamp), timestamp };
  const answer = explain(session, snapshot, { ...transaction, from: account });
  return answer.allowed ? undefined : answer;
}
