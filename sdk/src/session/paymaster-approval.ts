import { encodeFunctionData, erc20Abi } from "viem";
import { MalformedTransactionError } from "../errors/session-errors.js";
import { hasPaymaster } from "./has-paymaster.js";
import { readPaymasterInput } from "./paymaster-input.js";
import type { SessionCall, SessionTransaction } from "./session-transaction.js";

/**
 * Returns the `approve` that the account makes before a transaction, where its paymaster asks for one: as the account reads it.
 *
 * @throws MalformedTransactionError if the account refuses the paymaster's input
 */
export function paymasterApproval(
  transaction: Pick<SessionTransaction, "paymaster" | "paymasterInput">,
): SessionCall | undefined {
  if (!hasPaymaster(transaction) || transaction.paymasterInput === undefined) return undefined;
  const input = readPaymasterInput(transaction.paymasterInput);
  if ("rule" in input)
    throw new MalformedTransactionError(
      `The paymaster's input cannot be read: ${input.rule}.`,
      "Encode it with viem's getGeneralPaymasterInput or getApprovalBasedPaymasterInput.",
    );
  if (!input.approval) return undefined;
  const { token, amount } = input.approval;
  const args = [transaction.paymaster, amount] as const;
  return { to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args }) };
}
