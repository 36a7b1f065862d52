import { withPaymaster } from "../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import type { Connected } from "./account-request.js";
import type { ProviderCore } from "./provider-core.js";

/**
 * Has the app choose a paymaster for a transaction that has none, if its options say how.
 *
 * @throws DisconnectedMeanwhileError if the person has left by then
 */
export async function withAppPaymaster(
  { options, state }: ProviderCore,
  transaction: AccountTransaction,
  sender: Connected,
): Promise<AccountTransaction> {
  const { paymasterHandler } = options;
  if (!paymasterHandler) return transaction;
  const checkStays = state.staying();
  const paid = await withPaymaster(transaction, sender, paymasterHandler);
  checkStays();
  return paid;
}
