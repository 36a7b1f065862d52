import type { Address, Hex } from "viem";

/** One call of an account; value in wei. */
export interface SessionCall {
  readonly to: Address;
  readonly value?: bigint;
  readonly data?: Hex;
}

/** What a session's key asks for. Values in wei. */
export interface SessionTransaction extends SessionCall {
  /** The account. A transaction to the account itself is a batch; see `encodeSessionBatch`. */
  readonly from?: Address;
  readonly gas?: bigint;
  readonly gasPrice?: bigint;
  /** The price counted against the fee limit, times `gas`; `gasPrice` if not given. Nothing is counted without either. */
  readonly maxFeePerGas?: bigint;
  readonly paymaster?: Address;
  /** The paymaster's flow, general if not given: one with an approval is a call of the token to the session. */
  readonly paymasterInput?: Hex;
}
