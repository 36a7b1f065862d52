import type { Address, Hex } from "viem";

/** A transaction of an account, of Era's type 113 (0x71). What is not given is asked of the node. */
export interface AccountTransaction {
  readonly to: Address;
  /** Wei. */
  readonly value?: bigint;
  readonly data?: Hex;
  readonly nonce?: number;
  /** Gas limit, publishing included. */
  readonly gas?: bigint;
  /** Wei for each gas. */
  readonly maxFeePerGas?: bigint;
  /** Wei for each gas. */
  readonly maxPriorityFeePerGas?: bigint;
  /** The most gas that one published byte may take. */
  readonly gasPerPubdata?: bigint;
  readonly factoryDeps?: readonly Hex[];
  readonly paymaster?: Address;
  readonly paymasterInput?: Hex;
}

/** A transaction of which nothing is missing but its signature. */
export type UnsignedTransaction = AccountTransaction &
  Required<
    Pick<
      AccountTransaction,
      "value" | "data" | "nonce" | "gas" | "maxFeePerGas" | "maxPriorityFeePerGas" | "gasPerPubdata"
    >
  > & { readonly from: Address; readonly chainId: number };
