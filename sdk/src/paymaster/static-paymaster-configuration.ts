import type { Address, Hex } from "viem";

/** ERC-7902's capability `staticPaymasterConfiguration` of `wallet_sendCalls`: a paymaster the app chose itself. */
export interface StaticPaymasterConfiguration {
  readonly paymaster: Address;
  /** What the paymaster is given: Era's `paymasterInput`, of the general or of the approval-based flow. */
  readonly paymasterData: Hex;
  /** Whether the calls may also be sent without it. */
  readonly optional?: boolean;
}
