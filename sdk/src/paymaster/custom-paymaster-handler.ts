import type { Address, Hex } from "viem";

/** What is known of a transaction when a paymaster is asked about it. Amounts in wei; 0 what is not known yet. */
export interface CustomPaymasterParameters {
  nonce: number;
  from: Address;
  to: Address;
  gas: bigint;
  gasPrice: bigint;
  gasPerPubdata: bigint;
  value: bigint;
  data: Hex | undefined;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  chainId: number;
}

/** The paymaster, what it is given, and what it wants the transaction's gas and fees to be. */
export type CustomPaymasterHandlerResponse = Promise<{
  paymaster: Address;
  paymasterInput: Hex;
  maxFeePerGas?: bigint;
  maxPriorityFeePerGas?: bigint;
  gasPerPubdata?: bigint;
  gas?: bigint;
}>;

/** Chooses a paymaster for each transaction. */
export type CustomPaymasterHandler = (args: CustomPaymasterParameters) => CustomPaymasterHandlerResponse;
