import type { Address, Hex } from "viem";
import { encodeSessionBatch, type SessionTransaction } from "../../../sdk/src/session/index.js";
import { getApprovalBasedPaymasterInput, getGeneralPaymasterInput } from "viem/zksync";

/** One call a session's key asks for; value in wei. */
export interface RequestedCall {
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
}

/** Somebody who pays instead of the account: for nothing, or for some of a token, which the account approves first. */
export interface RequestedPaymaster {
  readonly address: string;
  readonly takes?: { readonly token: string; readonly amount: bigint };
}

/** What a session's key asks for in one transaction. */
export interface SessionRequest {
  /** One, or those of a batch. */
  readonly calls: readonly RequestedCall[];
  /** Of a batch: the value of the transaction that carries it, in wei. */
  readonly batchValue?: bigint;
  /** The most it can cost, in wei. */
  readonly fee: bigint;
  /** Nobody but the account pays if it is not there. */
  readonly paymaster?: RequestedPaymaster;
}

/** What the paymaster is given. */
export function paymasterInputOf({ takes }: RequestedPaymaster): Hex {
  const innerInput = "0x";
  if (!takes) return getGeneralPaymasterInput({ innerInput });
  const token = takes.token as Address;
  return getApprovalBasedPaymasterInput({ token, minAllowance: takes.amount, innerInput });
}

/** The transaction of the account that asks for it, as the SDK takes it. */
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
