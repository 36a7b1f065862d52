import { TypedDataEncoder } from "ethers";
import { utils, type types } from "zksync-ethers";

/**
 * A complete 0x71 transaction of a smart account, except for its signature. Gas in units, prices and value in
 * wei.
 */
export interface AccountTransaction {
  readonly chainId: bigint;
  readonly from: string;
  readonly to: string;
  readonly nonce: number;
  readonly value: bigint;
  readonly data: string;
  readonly gasLimit: bigint;
  readonly gasPerPubdata: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  readonly factoryDeps: readonly string[];
  readonly paymasterParams?: types.PaymasterParams;
}

/**
 * Returns the hash every signer of the account signs: EIP-712 in the domain `zkSync`, version 2, of the
 * chain.
 */
export function transactionDigest(tx: AccountTransaction): string {
  const domain = { name: "zkSync", version: "2", chainId: tx.chainId };
  return TypedDataEncoder.hash(domain, utils.EIP712_TYPES, {
    txType: utils.EIP712_TX_TYPE,
    from: tx.from,
    to: tx.to,
    gasLimit: tx.gasLimit,
    gasPerPubdataByteLimit: tx.gasPerPubdata,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    paymaster: tx.paymasterParams?.paymaster ?? 0n,
    nonce: tx.nonce,
    value: tx.value,
    data: tx.data,
    factoryDeps: tx.factoryDeps.map((bytecode) => utils.hashBytecode(bytecode)),
    paymasterInput: tx.paymasterParams?.paymasterInput ?? "0x",
  });
}

/**
 * Returns the JSON-RPC form of the transaction, with a signature (for `eth_estimateGas` a stub of the right
 * size).
 */
export function toTransactionRequest(tx: AccountTransaction, customSignature: string): types.TransactionLike {
  return {
    type: utils.EIP712_TX_TYPE,
    chainId: tx.chainId,
    from: tx.from,
    to: tx.to,
    nonce: tx.nonce,
    value: tx.value,
    data: tx.data,
    gasLimit: tx.gasLimit,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    customData: {
      gasPerPubdata: tx.gasPerPubdata,
      factoryDeps: [...tx.factoryDeps],
      customSignature,
      ...(tx.paymasterParams && { paymasterParams: tx.paymasterParams }),
    },
  };
}

/**
 * Returns the raw transaction for `eth_sendRawTransaction`.
 *
 * @throws Error for a priority fee of 0 under a positive maximum fee: zksync-ethers writes the maximum in its
 * place, and the signature would be of another transaction.
 */
export function serializeTransaction(tx: AccountTransaction, customSignature: string): string {
  if (tx.maxPriorityFeePerGas === 0n && tx.maxFeePerGas > 0n) {
    throw new Error("zksync-ethers cannot serialise a priority fee of 0; use a positive one");
  }
  return utils.serializeEip712(toTransactionRequest(tx, customSignature));
}
