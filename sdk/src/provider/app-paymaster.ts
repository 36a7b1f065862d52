import { withPaymaster } from "../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import type { Connected } from "./account-request.js";
import type { ProviderCore } from "./provider-core.js";

/** Has the app choose a paymaster for a transaction that has none, if its options say how. */
export async function withAppPaymaster(
  { options }: ProviderCore,
  transaction: AccountTransaction,
  sender: Connected,
): Promise<AccountTransaction> {
  const { paymasterHandler } = options;
  return paymasterHandler ? withPaymaster(transaction, sender, paymasterHandler) : transaction;
}
