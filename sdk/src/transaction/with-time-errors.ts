import type { AccountTransaction } from "./account-transaction.js";
import { outOfTime } from "./out-of-time.js";
import type { ChainTime, TransactionSigner } from "./transaction-signer.js";

/** Asks the node about a transaction. If that is refused for its time, the signer says what that means. */
export async function withTimeErrors<result>(
  signer: TransactionSigner,
  transaction: AccountTransaction,
  time: ChainTime,
  ask: () => Promise<result>,
): Promise<result> {
  try {
    return await ask();
  } catch (error) {
    const found = outOfTime(error);
    throw (found && signer.timeError?.(found, transaction, time)) ?? error;
  }
}
