import { encodeFunctionData, erc20Abi } from "viem";
import { MalformedTransactionError, NoPolicyError } from "../errors/session-errors.js";
import { checkTransaction } from "./check-transaction.js";
import { governingPolicy } from "./governing-policy.js";
import { readPaymasterInput } from "./paymaster-input.js";
import { sameAddress } from "./same.js";
import { readSessionBatch } from "./session-batch.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionCall, SessionTransaction } from "./session-transaction.js";
import { periodId, type UsageLimit } from "./usage-limit.js";

/**
 * Returns the period ids that go with a session's signature, in the contract's order: of the fee limit; of the first
 * call's value limit; of the constraints on the `approve` that a paymaster asks for; of the first call's constraints;
 * then of the value limit and the constraints of each further call of a batch. Each is `timestamp / period` of an
 * allowance, and 0 of any other limit.
 *
 * @param timestamp - the chain's time (seconds) when the transaction will be validated
 * @throws NoPolicyError if no policy governs one of the calls
 */
export function getPeriodIds(
  session: SessionSpec,
  transaction: SessionTransaction,
  timestamp: bigint,
): bigint[] {
  checkTransaction(transaction);
  const [first = [], ...others] = callsOf(transaction).map((call) => limitsOf(session, call));
  const [value, ...constraints] = first;
  const approve = approveOf(transaction);
  const approval = approve ? limitsOf(session, approve).slice(1) : [];
  const limits = [session.feeLimit, ...(value ? [value] : []), ...approval, ...constraints, ...others.flat()];
  return limits.map((limit) => periodId(limit, timestamp));
}

function callsOf(transaction: SessionTransaction): readonly SessionCall[] {
  const { from, to, data = "0x" } = transaction;
  if (from === undefined || !sameAddress(from, to)) return [transaction];
  const batch = readSessionBatch(data);
  if ("calls" in batch) return batch.calls;
  throw new MalformedTransactionError(
    `The transaction to the account itself is no batch a session may send: ${batch.rule}.`,
    "Encode the calls with encodeSessionBatch.",
  );
}

function approveOf({ paymaster, paymasterInput }: SessionTransaction): SessionCall | undefined {
  if (paymaster === undefined || paymasterInput === undefined || BigInt(paymaster) === 0n) return undefined;
  const input = readPaymasterInput(paymasterInput);
  if ("rule" in input)
    throw new MalformedTransactionError(
      `The paymaster's input cannot be read: ${input.rule}.`,
      "Encode it with viem's getGeneralPaymasterInput or getApprovalBasedPaymasterInput.",
    );
  if (!input.approval) return undefined;
  const { token, amount } = input.approval;
  const args = [paymaster, amount] as const;
  return { to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args }) };
}

/** The limits a call counts against: its policy's on value first, then its constraints'. */
function limitsOf(session: SessionSpec, call: SessionCall): UsageLimit[] {
  const governing = governingPolicy(session, call);
  if ("rule" in governing)
    throw new NoPolicyError(
      call.data && call.data !== "0x" ? `this call of ${call.to}` : `transfers to ${call.to}`,
    );
  const { policy } = governing;
  const constraints = "constraints" in policy ? policy.constraints : [];
  return [policy.valueLimit, ...constraints.map(({ limit }) => limit)];
}
