import { readPaymaster, readTransaction, type AccountTransaction } from "@zksync-sso/sdk/client-auth-server";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { encodeSessionBatch } from "@zksync-sso/sdk/session";
import { MalformedMessageError } from "@zksync-sso/sdk/errors";
import { hexToBigInt, type Address, type Hex } from "viem";

/** A request that leads to a transaction. */
export type TransactionRequest = Extract<
  ParsedRequest,
  { method: "eth_sendTransaction" | "eth_signTransaction" | "wallet_sendCalls" }
>;

/** One thing that a transaction does. */
export interface AskedCall {
  readonly to: Address;
  /** Wei. */
  readonly value: bigint;
  readonly data: Hex;
}

/** What an app asks to have done: as single calls, and as the transaction that they are. */
export interface AskedTransaction {
  readonly calls: readonly AskedCall[];
  readonly transaction: AccountTransaction;
}

/**
 * Reads what an app asks to have done.
 *
 * @throws ForeignAccountError if it is another account's
 * @throws ForeignChainError if it is meant for another chain
 * @throws MalformedMessageError if it makes no sense
 */
export function askedTransaction(request: TransactionRequest, account: Address): AskedTransaction {
  const connected = { address: account, chainId: request.chainId };
  if (request.method !== "wallet_sendCalls") {
    const transaction = readTransaction(request.params[0], connected);
    const { to, value = 0n, data = "0x" } = transaction;
    return { calls: [{ to, value, data }], transaction };
  }
  const [bundle] = request.params;
  readTransaction({ from: bundle.from, chainId: bundle.chainId, to: account }, connected);
  const calls = bundle.calls.map(({ to, value, data }) => {
    if (to === undefined)
      throw new MalformedMessageError(
        "The request wallet_sendCalls",
        "calls",
        "one of them has no recipient",
      );
    return { to, value: value === undefined ? 0n : hexToBigInt(value), data: data ?? ("0x" as const) };
  });
  const [first, ...others] = calls;
  if (!first) throw new MalformedMessageError("The request wallet_sendCalls", "calls", "there is none");
  const single = others.length === 0 ? first : { to: account, data: encodeSessionBatch(calls) };
  return { calls, transaction: { ...single, ...readPaymaster(bundle) } };
}
