import { hasPaymaster, type AccountTransaction } from "@zksync-sso/sdk/client-auth-server";
import type { Fee } from "./read-preview.ts";

/**
 * Returns a transaction with no less gas than it takes: an app names what its node has told it, which knows nothing of the
 * passkey's signature. Of what a paymaster pays for, the paymaster may have signed the gas.
 *
 * @param fee - what it would be now; nothing if that is not known
 */
export function withEnoughGas(transaction: AccountTransaction, fee: Fee | undefined): AccountTransaction {
  const isShort = fee !== undefined && transaction.gas !== undefined && transaction.gas < fee.gas;
  return isShort && !hasPaymaster(transaction) ? { ...transaction, gas: fee.gas } : transaction;
}
