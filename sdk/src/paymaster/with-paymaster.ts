import type { Address } from "viem";
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
 * @throws InvalidTransactionRequestError if the handler's answer has a member that cannot be used
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
  const answer = await handler({
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
  // Whatever else an answer has, such as a recipient, is not the handler's to change.
  const given = MEMBERS.filter((member) => (answer[member] ?? undefined) !== undefined);
  return {
    ...transaction,
    ...Object.fromEntries(given.map((member) => [member, checkField(member, answer[member])])),
  };
}
