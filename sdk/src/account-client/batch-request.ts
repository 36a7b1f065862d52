import { concat, encodeFunctionData, type Abi, type Address, type Hex } from "viem";
import { UnsupportedCapabilityError } from "../errors/calls-errors.js";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import type { StaticPaymasterConfiguration } from "../paymaster/static-paymaster-configuration.js";
import { encodeSessionBatch } from "../session/session-batch.js";
import type { SessionCall } from "../session/session-transaction.js";
import { checkField } from "../transaction/check-field.js";
import type { TransactionRequest } from "../transaction/to-account-transaction.js";

/** One of several calls: with calldata, or with the function to call. */
export type BatchedCall = {
  readonly to: Address;
  readonly value?: bigint;
  /** Follows the calldata. */
  readonly dataSuffix?: Hex;
} & (
  | { readonly data?: Hex; readonly abi?: undefined }
  | {
      readonly abi: Abi | readonly unknown[];
      readonly functionName: string;
      readonly args?: readonly unknown[];
    }
);

/** What EIP-5792's `wallet_sendCalls` is given, as viem has it. */
export interface CallsRequest extends Omit<TransactionRequest, "to" | "data" | "value"> {
  readonly calls: readonly BatchedCall[];
  readonly capabilities?: {
    readonly staticPaymasterConfiguration?: StaticPaymasterConfiguration;
    readonly [capability: string]: unknown;
  };
  readonly forceAtomic?: boolean;
  readonly version?: string;
}

/**
 * Makes one transaction of several calls: all of them happen, or none. One call alone is made as such. The account's
 * `execute` does it, the one batch that sessions may send, too; the account pays the values out of what it has.
 *
 * @throws InvalidTransactionRequestError if there is no call
 * @throws UnsupportedCapabilityError if a capability is required that there is not
 */
export function batchRequest(account: Address, request: CallsRequest): TransactionRequest {
  const { calls, capabilities = {}, ...rest } = request;
  const [first, ...others] = calls.map(toCall);
  if (!first)
    throw new InvalidTransactionRequestError("There are no calls to send.", "Give at least one in `calls`.");
  const paid = { ...rest, ...paymasterOf(capabilities) };
  if (others.length === 0) return { ...paid, ...first };
  return { ...paid, to: account, data: encodeSessionBatch([first, ...others]) };
}

function toCall(call: BatchedCall): SessionCall {
  const { to, value = 0n, dataSuffix } = call;
  const data = calldataOf(call);
  return { to, value, data: dataSuffix ? concat([data, checkField("dataSuffix", dataSuffix)]) : data };
}

function calldataOf(call: BatchedCall): Hex {
  if (call.abi === undefined) return call.data ?? "0x";
  const { abi, functionName, args = [] } = call;
  return encodeFunctionData({ abi: abi as Abi, functionName, args });
}

function paymasterOf({
  staticPaymasterConfiguration: paymaster,
  ...unknown
}: NonNullable<CallsRequest["capabilities"]>): Pick<TransactionRequest, "paymaster" | "paymasterInput"> {
  for (const [name, capability] of Object.entries(unknown))
    if ((capability as { optional?: boolean } | undefined)?.optional !== true)
      throw new UnsupportedCapabilityError(name);
  if (!paymaster) return {};
  return { paymaster: paymaster.paymaster, paymasterInput: paymaster.paymasterData };
}
