import {
  paymasterApproval,
  readPaymaster,
  readTransaction,
  type AccountTransaction,
} from "@zksync-sso/sdk/client-auth-server";
import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import { encodeSessionBatch } from "@zksync-sso/sdk/session";
import { MalformedMessageError, SsoError } from "@zksync-sso/sdk/errors";
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
  /** Its paymaster is granted an allowance for it: the first of the calls. */
  readonly isPaidInTokens: boolean;
}

/**
 * Reads what an app asks to have done.
 *
 * @throws ForeignAccountError if it is another account's
 * @throws ForeignChainError if it is meant for another chain
 * @param banned - the contracts that decide who may act for the account
 * @throws ForbiddenCallError if it is about one of those, or the account itself
 * @throws MalformedMessageError, MalformedTransactionError if it makes no sense, its paymaster's input included
 */
export function askedTransaction(
  request: TransactionRequest,
  account: Address,
  banned: readonly Address[],
): AskedTransaction {
  const connected = { address: account, chainId: request.chainId };
  if (request.method !== "wallet_sendCalls") {
    const transaction = withoutNonce(readTransaction(request.params[0], connected));
    const { to, value = 0n, data = "0x" } = transaction;
    return checked({ calls: [{ to, value, data }], transaction }, account, banned);
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
  return checked({ calls, transaction: { ...single, ...readPaymaster(bundle) } }, account, banned);
}

/** The account's next nonce is taken: with a later one, a transaction could be sent long after it was given out. */
function withoutNonce(transaction: AccountTransaction): AccountTransaction {
  const own: { nonce?: unknown } & AccountTransaction = { ...transaction };
  delete own.nonce;
  return own;
}

/** The allowance that the account grants before the transaction, where its paymaster asks for one: a call like any other. */
function allowanceOf(transaction: AccountTransaction): AskedCall[] {
  const approval = paymasterApproval(transaction);
  return approval ? [{ to: approval.to, value: 0n, data: approval.data ?? "0x" }] : [];
}

/** What decides who may act for the account is the person's own to change, on their own page. */
function checked(
  read: Omit<AskedTransaction, "isPaidInTokens">,
  account: Address,
  banned: readonly Address[],
): AskedTransaction {
  const allowance = allowanceOf(read.transaction);
  const asked = { ...read, calls: [...allowance, ...read.calls], isPaidInTokens: allowance.length > 0 };
  for (const { to } of asked.calls)
    if ([account, ...banned].some((address) => address.toLowerCase() === to.toLowerCase()))
      throw new ForbiddenCallError(to);
  return asked;
}

/** A call of the account itself, or of a contract that decides who may act for it. */
export class ForbiddenCallError extends SsoError {
  override readonly name = "ForbiddenCallError";

  constructor(to: Address) {
    super(`It asks for ${to}, which decides who may act for your account. No app may have that.`, {
      metaMessages: ["You can change such things yourself, on your account’s page."],
    });
  }
}
