import type { Address, UnionRequiredBy } from "viem";
import type { TransactionRequestEIP712 } from "viem/chains";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";
import { toAccountTransaction } from "../transaction/to-account-transaction.js";
import { withPaymaster } from "./with-paymaster.js";

/**
 * Returns a transaction with its sender, its chain and, if a handler is given and it has none, a paymaster.
 *
 * @throws InvalidTransactionRequestError if it has no recipient
 */
export async function getTransactionWithPaymasterData(
  chainId: number,
  fromAccount: Address,
  transaction: TransactionRequestEIP712,
  customPaymasterHandler?: CustomPaymasterHandler,
): Promise<UnionRequiredBy<TransactionRequestEIP712, "from"> & { chainId: number }> {
  const sender = { address: fromAccount, chainId };
  const paid = customPaymasterHandler
    ? await withPaymaster(toAccountTransaction(transaction, sender), sender, customPaymasterHandler)
    : {};
  return { ...transaction, ...paid, from: fromAccount, chainId } as UnionRequiredBy<
    TransactionRequestEIP712,
    "from"
  > & { chainId: number };
}
