import type { Address } from "viem";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import type { UnsignedTransaction } from "./account-transaction.js";
import { DEFAULT_GAS_PER_PUBDATA } from "./estimate-gas.js";
import { toAccountTransaction, type TransactionRequest } from "./to-account-transaction.js";

/**
 * Reads a transaction that a viem account is to sign: nothing is asked of the node, so that all has to be there.
 *
 * @throws InvalidTransactionRequestError naming what is missing
 */
export function toUnsignedTransaction(request: object, address: Address): UnsignedTransaction {
  const { chainId } = request as { readonly chainId?: number };
  if (chainId === undefined) throw missing("chainId");
  const transaction = toAccountTransaction(request as TransactionRequest, { address, chainId });
  const { nonce, gas, maxFeePerGas } = transaction;
  if (nonce === undefined) throw missing("nonce");
  if (gas === undefined) throw missing("gas");
  if (maxFeePerGas === undefined) throw missing("maxFeePerGas");
  return {
    ...transaction,
    value: transaction.value ?? 0n,
    data: transaction.data ?? "0x",
    maxPriorityFeePerGas: transaction.maxPriorityFeePerGas ?? 0n,
    gasPerPubdata: transaction.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA,
    nonce,
    gas,
    maxFeePerGas,
    from: address,
    chainId,
  };
}

function missing(field: string): InvalidTransactionRequestError {
  return new InvalidTransactionRequestError(
    `The transaction to sign has no ${field}.`,
    "Complete it with the client's `prepareTransactionRequest`, or let `sendTransaction` do both.",
  );
}
