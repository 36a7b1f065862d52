import type { Address } from "../primitives/hex.ts";
import type { TransactionType } from "./transaction.ts";

/** What eth_call and eth_estimateGas are asked; what is absent is filled as the chain fills it. */
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
  /** The account's signature, or a stub of its shape. */
  readonly signature?: Uint8Array;
  readonly factoryDeps: readonly Uint8Array[];
  /** The zero address for none. */
  readonly paymaster: Address;
  readonly paymasterInput: Uint8Array;
}
