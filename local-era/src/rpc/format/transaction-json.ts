import { ZERO_HASH } from "../../chain/block.ts";
import type { LocatedTransaction } from "../../chain/ledger.ts";
import { toHex, toQuantity } from "../../primitives/hex.ts";
import { ECDSA_SIGNATURE_LENGTH } from "../../transactions/transaction-hash.ts";
import { TransactionType } from "../../transactions/transaction.ts";
import type { EraTransaction } from "../../transactions/transaction.ts";

/** Formats a mined transaction for eth_getTransactionBy…. */
export function transactionJson({ tx, block, index }: LocatedTransaction, chainId: bigint): object {
  return {
    hash: tx.hash,
    nonce: toQuantity(tx.nonce),
    blockHash: block.hash,
    blockNumber: toQuantity(block.number),
    transactionIndex: toQuantity(index),
    from: tx.from,
    to: tx.to,
    value: toQuantity(tx.value),
    gasPrice: toQuantity(tx.type === TransactionType.Legacy ? tx.maxFeePerGas : block.baseFee),
    gas: toQuantity(tx.gasLimit),
    input: toHex(tx.data),
    type: toQuantity(tx.type),
    maxFeePerGas: toQuantity(tx.maxFeePerGas),
    maxPriorityFeePerGas: toQuantity(tx.maxPriorityFeePerGas),
    chainId: toQuantity(chainId),
    l1BatchNumber: toQuantity(block.batchNumber),
    l1BatchTxIndex: toQuantity(index),
    ...signatureJson(tx, chainId),
  };
}

/** Formats r, s and v of an ECDSA signature; zeros for an account's own kind of signature. */
function signatureJson(tx: EraTransaction, chainId: bigint): object {
  const isEcdsa = tx.signature.length === ECDSA_SIGNATURE_LENGTH && tx.signature[64]! >= 27;
  if (!isEcdsa) return { r: ZERO_HASH, s: ZERO_HASH, v: "0x0", yParity: "0x0" };
  const parity = BigInt(tx.signature[64]! - 27);
  const v =
    tx.type !== TransactionType.Legacy ? parity : tx.hasChainId ? 35n + 2n * chainId + parity : 27n + parity;
  return {
    r: toHex(tx.signature.subarray(0, 32)),
    s: toHex(tx.signature.subarray(32, 64)),
    v: toQuantity(v),
    yParity: toQuantity(parity),
  };
}
