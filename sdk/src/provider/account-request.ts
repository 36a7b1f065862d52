import { getAddress, type Address } from "viem";
import { ForeignAccountError, ForeignChainError } from "../errors/provider-errors.js";
import { MalformedMessageError } from "../errors/communicator-errors.js";
import type { TransactionParams } from "../messages/transaction-schemas.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { defined, toBigInt, toQuantity } from "./hex-numbers.js";

/** Who is connected, and to which chain. */
export interface Connected {
  readonly address: Address;
  readonly chainId: number;
}

/**
 * Reads a transaction of JSON-RPC's as an account's; paymasters are taken as viem's formatter for Era writes them, too.
 *
 * @throws ForeignAccountError if it is another account's
 * @throws ForeignChainError if it is meant for another chain than the connected one
 * @throws MalformedMessageError if it has no recipient, or two different calldata
 */
export function toAccountRequest(
  params: TransactionParams,
  { address, chainId }: Connected,
): AccountTransaction {
  checkSender(params.from, address);
  if (params.chainId !== undefined && BigInt(params.chainId) !== BigInt(chainId))
    throw new ForeignChainError(Number(params.chainId), chainId);
  if (params.data !== undefined && params.input !== undefined && params.data !== params.input)
    throw new MalformedMessageError("The transaction", "input", "differs from its data; give one of them");
  const { to, nonce, eip712Meta } = params;
  if (!to)
    throw new MalformedMessageError(
      "The transaction",
      "to",
      "contracts are deployed by calls of ContractDeployer",
    );
  const { paymaster, paymasterInput } = eip712Meta?.paymasterParams ?? params;
  return {
    // Messages are read without a look at checksums, and clients refuse wrong ones.
    to: getAddress(to),
    ...defined({
      value: toBigInt(params.value),
      data: params.data ?? params.input,
      nonce: nonce === undefined ? undefined : Number(nonce),
      gas: toBigInt(params.gas),
      maxFeePerGas: toBigInt(params.maxFeePerGas ?? params.gasPrice),
      maxPriorityFeePerGas: toBigInt(params.maxPriorityFeePerGas),
      gasPerPubdata: toBigInt(params.gasPerPubdata ?? eip712Meta?.gasPerPubdata),
      factoryDeps: params.factoryDeps ?? eip712Meta?.factoryDeps,
      paymaster: paymaster && getAddress(paymaster),
      paymasterInput,
    }),
  };
}

/** Writes an account's transaction as the auth server is asked to send it. */
export function toRpcTransaction(transaction: AccountTransaction, from: Address): Record<string, unknown> {
  return defined({
    from,
    to: transaction.to,
    value: toQuantity(transaction.value),
    data: transaction.data,
    nonce: toQuantity(transaction.nonce),
    gas: toQuantity(transaction.gas),
    maxFeePerGas: toQuantity(transaction.maxFeePerGas),
    maxPriorityFeePerGas: toQuantity(transaction.maxPriorityFeePerGas),
    gasPerPubdata: toQuantity(transaction.gasPerPubdata),
    factoryDeps: transaction.factoryDeps,
    paymaster: transaction.paymaster,
    paymasterInput: transaction.paymasterInput,
  });
}

/** @throws ForeignAccountError if it is named and not the connected one */
export function checkSender(from: Address | undefined, account: Address): void {
  if (from !== undefined && from.toLowerCase() !== account.toLowerCase())
    throw new ForeignAccountError(from, account);
}
