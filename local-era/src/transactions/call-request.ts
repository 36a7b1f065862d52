import type { Address } from "../primitives/hex.ts";
import type { TransactionType } from "./transaction.ts";

/** Describes a request of eth_call or eth_estimateGas; the chain's defaults fill in what is omitted. */
export interface CallRequest {
  readonly type: TransactionType;
  readonly from: Address;
  readonly to: Address;
  readonly nonce?: bigint;
  readonly gasLimit?: bigint;
  readonly gasPerPubdata?: bigint;
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly value: bigint;
  readonly data: Uint8Array;
  /** The account's signature, or a stub of the same shape. */
  readonly signature?: Uint8Array;
  readonly factoryDeps: readonly Uint8Array[];
  /** The zero address for none. */
  readonly paymaster: Address;
  readonly paymasterInput: Uint8Array;
}
