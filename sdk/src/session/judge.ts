import { encodeFunctionData, erc20Abi, type Address, type Hex } from "viem";
import { checkCall } from "./check-call.js";
import { hasPaymaster } from "./has-paymaster.js";
import { Meter, type Spending } from "./meter.js";
import { readPaymasterInput } from "./paymaster-input.js";
import type { Refusal } from "./refusal.js";
import { remainingByLimit } from "./remaining.js";
import { sameAddress } from "./same.js";
import { readSessionBatch } from "./session-batch.js";
import { limitPath } from "./session-limit.js";
import type { SessionSpec } from "./session-spec.js";
import type { SessionSnapshot } from "./session-state.js";
import { SessionStatus } from "./session-status.js";
import type { SessionCall, SessionTransaction } from "./session-transaction.js";
import { MAX_UINT256 } from "./usage-limit.js";

/** All that a transaction takes of the session's limits, or the rule that refuses it. */
export type Judgement = { readonly spendings: readonly Spending[] } | Refusal;

/**
 * Decides about a transaction of a session as the contract does, by the same rules in the same order: the session is
 * active; the paymaster's `approve` and each call pass their policy (value per use, value in all, constraints one after
 * the other, each first by its condition and then by its limit); no target is the account or a module; the fee fits;
 * the session has not expired.
 */
export function judge(
  session: SessionSpec,
  snapshot: SessionSnapshot,
  transaction: SessionTransaction,
): Judgement {
  if (snapshot.status !== SessionStatus.Active) return { rule: "SessionNotActive", status: snapshot.status };
  const meter = new Meter(remainingByLimit(session, snapshot));
  const refusal =
    checkCalls(session, snapshot, transaction, meter) ??
    checkFee(session, transaction, meter) ??
    (snapshot.timestamp > session.expiresAt
      ? { rule: "Expired" as const, path: "expiresAt", asked: snapshot.timestamp, left: session.expiresAt }
      : undefined);
  return refusal ?? { spendings: meter.spendings() };
}

function checkCalls(
  session: SessionSpec,
  { modules = [] }: SessionSnapshot,
  transaction: SessionTransaction,
  meter: Meter,
): Refusal | undefined {
  const account = transaction.from;
  const targets: Address[] = [];
  const check = (call: SessionCall, place: Refusal["call"]): Refusal | undefined => {
    targets.push(call.to);
    const refusal: Refusal | undefined = isSame(account, call.to)
      ? { rule: "TargetBanned" }
      : checkCall(session, call, meter);
    return refusal && place !== undefined ? { ...refusal, call: place } : refusal;
  };
  const refusal =
    checkApproval(transaction, (call) => check(call, "approve")) ??
    (isSame(account, transaction.to) ? checkBatch(transaction, check) : check(transaction, undefined));
  if (refusal) return refusal;
  return modules.some((module) => targets.some((target) => sameAddress(module, target)))
    ? { rule: "TargetBanned" }
    : undefined;
}

function isSame(account: Address | undefined, target: Address): boolean {
  return account !== undefined && sameAddress(account, target);
}

type CheckCall = (call: SessionCall, place: Refusal["call"]) => Refusal | undefined;

/** A transaction to the account itself moves nothing. Its value may say what the batch moves, or nothing. */
function checkBatch({ value = 0n, data = "0x" }: SessionTransaction, check: CheckCall): Refusal | undefined {
  const batch = readSessionBatch(data);
  if ("rule" in batch) return batch;
  for (const [i, call] of batch.calls.entries()) {
    const refusal = check(call, i);
    if (refusal) return refusal;
  }
  const sum = batch.calls.reduce((total, call) => total + call.value, 0n);
  return value === 0n || value === min(sum, MAX_UINT256)
    ? undefined
    : { rule: "BatchValueMismatch", asked: value, left: sum };
}

/** In the approval-based flow the account approves the paymaster: a call like any other, without value. */
function checkApproval(
  transaction: SessionTransaction,
  check: (call: SessionCall) => Refusal | undefined,
): Refusal | undefined {
  if (!hasPaymaster(transaction)) return undefined;
  const { paymaster, paymasterInput = GENERAL_INPUT } = transaction;
  const input = readPaymasterInput(paymasterInput);
  if ("rule" in input) return input;
  if (!input.approval) return undefined;
  const { token, amount } = input.approval;
  const args = [paymaster, amount] as const;
  return check({ to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args }) });
}

/** `general("")` */
const GENERAL_INPUT: Hex = "0x8c5a3445";

function checkFee(session: SessionSpec, transaction: SessionTransaction, meter: Meter): Refusal | undefined {
  if (hasPaymaster(transaction)) return undefined;
  const { gas = 0n, gasPrice = 0n, maxFeePerGas = gasPrice } = transaction;
  const fee = min(gas * maxFeePerGas, MAX_UINT256);
  const limit = session.feeLimit;
  const exceeded = meter.spend(limitPath.fee, limit, fee);
  return exceeded && { rule: "FeeLimitExceeded", path: limitPath.fee, limit, asked: fee, ...exceeded };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
