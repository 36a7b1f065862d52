import { concat, isAddressEqual, type Account, type Address, type Chain, type Hex } from "viem";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import type { AccountTransaction } from "./account-transaction.js";
import { checkField } from "./check-field.js";

/** A transaction as viem's actions are given it: any of their forms. */
export interface TransactionRequest {
  readonly account?: Account | Address | null;
  readonly chain?: Chain | null;
  readonly chainId?: number | null | undefined;
  readonly from?: Address;
  readonly to?: Address | null;
  readonly value?: bigint;
  readonly data?: Hex;
  readonly dataSuffix?: Hex;
  readonly nonce?: number;
  readonly gas?: bigint;
  /** Wei for each gas: the maximum, where none is given. */
  readonly gasPrice?: bigint;
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly gasPerPubdata?: bigint;
  readonly factoryDeps?: readonly Hex[];
  readonly paymaster?: Address;
  readonly paymasterInput?: Hex;
}

/** Who sends, and where. */
interface Sender {
  readonly address: Address;
  readonly chainId: number;
}

/**
 * Makes an account's transaction of what viem's actions are given. It is of Era's own type, whatever type was asked for:
 * the account takes no other.
 *
 * @throws InvalidTransactionRequestError if it is of another account or chain, goes nowhere, or has a field that is none
 */
export function toAccountTransaction(request: TransactionRequest, sender: Sender): AccountTransaction {
  checkSender(request, sender);
  const { to, data, dataSuffix, gasPrice, maxFeePerGas = gasPrice } = request;
  if (!to)
    throw new InvalidTransactionRequestError(
      "The transaction has no recipient.",
      "Give it as `to`; deploy contracts with `deployContract`.",
    );
  checkField("to", to);
  const { value, nonce, gas, maxPriorityFeePerGas, gasPerPubdata, factoryDeps, paymaster, paymasterInput } =
    request;
  const fields = {
    value,
    data: dataSuffix ? concat([data ?? "0x", checkField("dataSuffix", dataSuffix)]) : data,
    nonce,
    gas,
    maxFeePerGas,
    maxPriorityFeePerGas,
    gasPerPubdata,
    factoryDeps,
    paymaster,
    paymasterInput,
  };
  const given = Object.entries(fields).filter(([, field]) => field !== undefined && field !== null);
  for (const [name, field] of given) checkField(name as keyof typeof fields, field);
  return { to, ...(Object.fromEntries(given) as Omit<AccountTransaction, "to">) };
}

function checkSender({ account, chain, chainId, from }: TransactionRequest, sender: Sender): void {
  for (const named of [from, typeof account === "object" ? account?.address : account])
    if (named && !isAddressEqual(checkField("from", named), sender.address))
      throw new InvalidTransactionRequestError(
        `The transaction is to be sent from ${named}, but this client signs for ${sender.address}.`,
        "Leave `account` and `from` out, or use that account's own client.",
      );
  for (const named of [chain?.id, chainId])
    if (named !== undefined && named !== null && Number(named) !== sender.chainId)
      throw new InvalidTransactionRequestError(
        `The transaction is for chain ${named}, but this client is connected to chain ${sender.chainId}.`,
        "Leave `chain` and `chainId` out, or make a client for that chain.",
      );
}
