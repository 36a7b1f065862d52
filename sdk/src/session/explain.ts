import { checkTransaction } from "./check-transaction.js";
import { judge } from "./judge.js";
import type { Spending } from "./meter.js";
import type { Refusal } from "./refusal.js";
import { refusalMessage } from "./refusal-message.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionSnapshot } from "./session-state.js";
import type { SessionTransaction } from "./session-transaction.js";

/** Whether a session's transaction is allowed; if not, which rule refuses it and what is left. */
export type Explanation =
  | {
      readonly allowed: true;
      /** What it takes of each limit, and what is left of it afterwards. */
      readonly spendings: readonly Spending[];
    }
  | (Refusal & {
      readonly allowed: false;
      /** Says so in a sentence. */
      readonly message: string;
    });

/**
 * Says what the chain will say of a transaction of a session: it is allowed, or which rule refuses it and what is left.
 * The rules are the contract's, and so is their order.
 *
 * @param session - the session
 * @param snapshot - what the contract's `sessionState` answered, with the timestamp of the block it was asked at and
 * the account's modules, if they are known
 * @param transaction - the transaction, with `from` the account; several calls with `encodeSessionBatch`
 * @throws SessionStateMismatchError if the state is of another session
 * @throws MalformedTransactionError if the transaction cannot be read
 *
 * @example
 * const answer = explain(session, { ...state, timestamp: block.timestamp }, { from: account, to, value: 5n })
 * if (!answer.allowed) console.log(answer.rule, answer.message, answer.left)
 */
export function explain(
  session: SessionSpec,
  snapshot: SessionSnapshot,
  transaction: SessionTransaction,
): Explanation {
  checkTransaction(transaction);
  const judgement = judge(session, snapshot, transaction);
  if ("spendings" in judgement) return { allowed: true, spendings: judgement.spendings };
  return { allowed: false, ...judgement, message: refusalMessage(judgement, snapshot.timestamp) };
}
