import type { Address, Chain, Client, Transport } from "viem";
import { SsoError } from "../errors/sso-error.js";
import { AccountWithoutCodeError } from "../errors/transaction-errors.js";
import type { AccountTransaction } from "./account-transaction.js";
import { paymentErrorOf } from "./payment-error.js";

/**
 * Asks the node about an account's transaction. If that fails, it is asked whether there is an account at all, and whether
 * anybody can pay: its own answer may be about something else, whatever the cause.
 *
 * @throws AccountWithoutCodeError if the address has no code
 * @throws InsufficientFundsError, UnusablePaymasterError if nobody can pay for it; else what the node answers
 */
export async function explained<result>(
  client: Client<Transport, Chain>,
  account: Address,
  transaction: AccountTransaction,
  ask: () => Promise<result>,
): Promise<result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SsoError) throw error;
    const [code, payment] = await Promise.all([
      client.request({ method: "eth_getCode", params: [account, "pending"] }).catch(() => undefined),
      paymentErrorOf(client, account, transaction, error),
    ]);
    throw code === "0x" ? new AccountWithoutCodeError(account, client.chain.id, error) : (payment ?? error);
  }
}
