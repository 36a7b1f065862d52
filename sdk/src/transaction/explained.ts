import type { Address, Chain, Client, Hex, Transport } from "viem";
import { SsoError } from "../errors/sso-error.js";
import { AccountWithoutCodeError } from "../errors/transaction-errors.js";
import type { AccountTransaction } from "./account-transaction.js";
import { paymentErrorOf } from "./payment-error.js";
import type { TransactionSigner } from "./transaction-signer.js";

/**
 * Asks the node about a transaction. If that fails, it is asked whether there is an account at all, and whether anybody can
 * pay: its own answer may be about something else, whatever the cause.
 *
 * @throws AccountWithoutCodeError if the address has no code, and is no key's own
 * @throws InsufficientFundsError, UnusablePaymasterError if nobody can pay for it; else what the node answers
 */
export async function explained<result>(
  client: Client<Transport, Chain>,
  { address, isKeyItself = false }: TransactionSigner,
  transaction: AccountTransaction,
  ask: () => Promise<result>,
): Promise<result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SsoError) throw error;
    const [code, payment] = await Promise.all([
      isKeyItself ? undefined : readCode(client, address),
      paymentErrorOf(client, address, transaction, error),
    ]);
    throw code === "0x" ? new AccountWithoutCodeError(address, client.chain.id, error) : (payment ?? error);
  }
}

/** Returns the code of an account; nothing if the node does not say. */
function readCode(client: Client<Transport, Chain>, address: Address): Promise<Hex | undefined> {
  return client.request({ method: "eth_getCode", params: [address, "pending"] }).catch(() => undefined);
}
