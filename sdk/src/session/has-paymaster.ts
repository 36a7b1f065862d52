import type { Address } from "viem";
import type { SessionTransaction } from "./session-transaction.js";

/** Says whether somebody else pays for a transaction: the chain takes the address 0 for nobody. */
export function hasPaymaster<transaction extends Pick<SessionTransaction, "paymaster">>(
  transaction: transaction,
): transaction is transaction & { readonly paymaster: Address } {
  return transaction.paymaster !== undefined && BigInt(transaction.paymaster) !== 0n;
}
