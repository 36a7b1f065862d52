import type { Address, Hex } from "../primitives/hex.ts";

/** EIP-2718 types Era accepts: legacy, EIP-1559 and ZKsync's EIP-712. */
export const TransactionType = { Legacy: 0, Eip1559: 2, Eip712: 113 } as const;
export type TransactionType = (typeof TransactionType)[keyof typeof TransactionType];

/** A parsed transaction, in the terms the bootloader works in. Amounts in wei. */
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
  /** `r ‖ s ‖ v` (v is 27 or 28) for an ECDSA signature, the account's own bytes otherwise. */
  readonly signature: Uint8Array;
  /** Whole bytecodes, as carried on the wire. */
  readonly factoryDeps: readonly Uint8Array[];
  /** The zero address when nobody but the sender pays. */
  readonly paymaster: Address;
  readonly paymasterInput: Uint8Array;
  /** reserved[0] of the ABI struct: a legacy transaction that carries a chain id (EIP-155). */
  readonly hasChainId: boolean;
  /** Transaction hash, as clients compute it. */
  readonly hash: Hex;
  /** The digest the sender signs. */
  readonly signedHash: Hex;
  /** The bytes that came over the wire; empty for requests that never were serialised. */
  readonly raw: Uint8Array;
}

/**
 * A transaction with its hashes. Names every field: objects put together otherwise have a hidden class each, which is
 * larger than what they hold.
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
