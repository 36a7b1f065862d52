import type { Address, Chain, Client, Transport } from "viem";
import { AccountWithoutCodeError } from "../errors/transaction-errors.js";

/**
 * Asks the node about an account's transaction. If that fails, it is asked whether there is an account at all: its own answer
 * is about signatures or funds then, whatever the cause.
 *
 * @throws AccountWithoutCodeError if the address has no code; else what the node answers
 */
export async function explained<result>(
  client: Client<Transport, Chain>,
  account: Address,
  ask: () => Promise<result>,
): Promise<result> {
  try {
    return await ask();
  } catch (error) {
    const code = await client
      .request({ method: "eth_getCode", params: [account, "pending"] })
      .catch(() => undefined);
    throw code === "0x" ? new AccountWithoutCodeError(account, client.chain.id, error) : error;
  }
}
