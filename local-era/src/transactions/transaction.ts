import type { Address, Hex } from "../primitives/hex.ts";

/** Lists the EIP-2718 types that Era accepts: legacy, EIP-1559 and ZKsync's EIP-712. */
export const TransactionType = { Legacy: 0, Eip1559: 2, Eip712: 113 } as const;
export type TransactionType = (typeof TransactionType)[keyof typeof TransactionType];

/** Holds a parsed transaction in the form that the bootloader works with. Amounts are in wei. */
export interface EraTransaction {
  readonly type: TransactionType;
  readonly from: Address;
  readonly to: Address;
  readonly nonce: bigint;
  readonly gasLimit: bigint;
  readonly gasPerPubdata: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  /** `r ‖ s ‖ v` (v is 27 or 28) for an ECDSA signature; otherwise the account's own bytes. */
  readonly signature: Uint8Array;
  /** Full bytecodes, as sent over the wire. */
  readonly factoryDeps: readonly Uint8Array[];
  /** The zero address when the sender itself pays. */
  readonly paymaster: Address;
  readonly paymasterInput: Uint8Array;
  /** Whether a legacy transaction contains a chain id (EIP-155): reserved[0] of the ABI struct. */
  readonly hasChainId: boolean;
  /** The transaction hash, as clients compute it. */
  readonly hash: Hex;
  /** The digest that the sender signs. */
  readonly signedHash: Hex;
  /** The bytes received over the wire; empty for requests that were never serialized. */
  readonly raw: Uint8Array;
}

/**
 * Returns a transaction with its hashes. Names every field: objects built otherwise get a hidden class each, which is
 * larger than their contents.
 */
export function completeTransaction(
  tx: Omit<EraTransaction, "hash" | "signedHash">,
  hashes: Pick<EraTransaction, "hash" | "signedHash">,
): EraTransaction {
  return {
    type: tx.type,
    from: tx.from,
    to: tx.to,
    nonce: tx.nonce,
    gasLimit: tx.gasLimit,
    gasPerPubdata: tx.gasPerPubdata,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    value: tx.value,
    data: tx.data,
    signature: tx.signature,
    factoryDeps: tx.factoryDeps,
    paymaster: tx.paymaster,
    paymasterInput: tx.paymasterInput,
    hasChainId: tx.hasChainId,
    hash: hashes.hash,
    signedHash: hashes.signedHash,
    raw: tx.raw,
  };
}
