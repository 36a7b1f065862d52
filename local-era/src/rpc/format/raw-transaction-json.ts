import type { LocatedTransaction } from "../../chain/ledger.ts";
import { EMPTY, toHex, toQuantity } from "../../primitives/hex.ts";
import { SystemAddress } from "../../primitives/system-addresses.ts";
import { TransactionType } from "../../transactions/transaction.ts";

/** Names transaction types as Era's server does. */
const TYPE_NAMES = {
  [TransactionType.Legacy]: "LegacyTransaction",
  [TransactionType.Eip1559]: "EIP1559Transaction",
  [TransactionType.Eip712]: "EIP712Transaction",
} as const;

/** Formats a transaction for zks_getRawBlockTransactions, in the form in which Era's server stores it. */
export function rawTransactionJson({ tx, block }: LocatedTransaction): object {
  const hasPaymaster = tx.paymaster !== SystemAddress.Zero;
  return {
    common_data: {
      L2: {
        nonce: Number(tx.nonce),
        fee: {
          gas_limit: toQuantity(tx.gasLimit),
          max_fee_per_gas: toQuantity(tx.maxFeePerGas),
          max_priority_fee_per_gas: toQuantity(tx.maxPriorityFeePerGas),
          gas_per_pubdata_limit: toQuantity(tx.gasPerPubdata),
        },
        initiatorAddress: tx.from,
        signature: [...tx.signature],
        transactionType: TYPE_NAMES[tx.type],
        input: { hash: tx.hash, data: [...tx.raw] },
        paymasterParams: {
          paymaster: tx.paymaster,
          paymasterInput: [...(hasPaymaster ? tx.paymasterInput : EMPTY)],
        },
      },
    },
    execute: {
      contractAddress: tx.to,
      calldata: toHex(tx.data),
      value: toQuantity(tx.value),
      factoryDeps: tx.factoryDeps.map((dep) => [...dep]),
    },
    received_timestamp_ms: Number(block.timestamp) * 1000,
    raw_bytes: toHex(tx.raw),
  };
}
