import type { Address, Hex } from "viem";
import { encodeSessionBatch, type SessionTransaction } from "../../../sdk/src/session/index.js";
import { getApprovalBasedPaymasterInput, getGeneralPaymasterInput } from "viem/zksync";

/** One call a session's key requests; value in wei. */
export interface RequestedCall {
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
}

/**
 * Somebody who pays instead of the account: for free, or for some of a token, which the account approves
 * first.
 */
export interface RequestedPaymaster {
  readonly address: string;
  readonly takes?: { readonly token: string; readonly amount: bigint };
}

/** What a session's key requests in one transaction. */
export interface SessionRequest {
  /** One call, or those of a batch. */
  readonly calls: readonly RequestedCall[];
  /** For a batch: the value of the transaction that carries it, in wei. */
  readonly batchValue?: bigint;
  /** Its maximum cost, in wei. */
  readonly fee: bigint;
  /** If absent, the account pays. */
  readonly paymaster?: RequestedPaymaster;
}

/** The paymaster's input. */
export function paymasterInputOf({ takes }: RequestedPaymaster): Hex {
  const innerInput = "0x";
  if (!takes) return getGeneralPaymasterInput({ innerInput });
  const token = takes.token as Address;
  return getApprovalBasedPaymasterInput({ token, minAllowance: takes.amount, innerInput });
}

/** Returns the account's transaction for it, as the SDK takes it. */
export function sessionTransaction(request: SessionRequest, account: string): SessionTransaction {
  const from = account as Address;
  const { batchValue, fee, paymaster } = request;
  const calls = request.calls.map(({ to, value, data }) => ({ to: to as Address, value, data: data as Hex }));
  const call =
    batchValue === undefined ? calls[0]! : { to: from, value: batchValue, data: encodeSessionBatch(calls) };
  const payment = paymaster && {
    paymaster: paymaster.address as Address,
    paymasterInput: paymasterInputOf(paymaster),
  };
  return { ...call, ...payment, from, gas: fee, maxFeePerGas: 1n };
}
