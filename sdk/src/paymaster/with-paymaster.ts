import type { Address } from "viem";
import { InvalidTransactionRequestError } from "../errors/transaction-errors.js";
import { show } from "../session/show.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { checkField } from "../transaction/check-field.js";
import { DEFAULT_GAS_PER_PUBDATA } from "../transaction/estimate-gas.js";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";

/** What a handler decides. */
const MEMBERS = [
  "paymaster",
  "paymasterInput",
  "gas",
  "gasPerPubdata",
  "maxFeePerGas",
  "maxPriorityFeePerGas",
] as const;

/** Who sends, and where. */
interface Sender {
  readonly address: Address;
  readonly chainId: number;
}

/**
 * Asks a handler for the paymaster of a transaction that has none. What the handler says of gas and fees replaces what
 * the transaction has: the paymaster may have signed it.
 *
 * @throws InvalidTransactionRequestError if the handler's answer is none, or has a member that cannot be used
 */
export async function withPaymaster(
  transaction: AccountTransaction,
  { address, chainId }: Sender,
  handler: CustomPaymasterHandler,
): Promise<AccountTransaction> {
  if (transaction.paymaster !== undefined) return transaction;
  const {
    to,
    value = 0n,
    data,
    nonce = 0,
    gas = 0n,
    maxFeePerGas = 0n,
    maxPriorityFeePerGas = 0n,
  } = transaction;
  const { gasPerPubdata = DEFAULT_GAS_PER_PUBDATA } = transaction;
  const answer: unknown = await handler({
    nonce,
    from: address,
    to,
    gas,
    gasPrice: maxFeePerGas,
    gasPerPubdata,
    value,
    data,
    maxFeePerGas,
    maxPriorityFeePerGas,
    chainId,
  });
  if (typeof answer !== "object" || answer === null)
    throw new InvalidTransactionRequestError(
      `The paymasterHandler answered with no paymaster: ${show(answer)}.`,
      "Have it return { paymaster, paymasterInput }.",
    );
  const answered = answer as Readonly<Record<string, unknown>>;
  // Whatever else an answer has, such as a recipient, is not the handler's to change.
  const given = MEMBERS.filter((member) => (answered[member] ?? undefined) !== undefined);
  return {
    ...transaction,
    ...Object.fromEntries(given.map((member) => [member, checkField(member, answered[member])])),
  };
}
