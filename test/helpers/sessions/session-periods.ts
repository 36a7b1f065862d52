import { dataLength, dataSlice, hexlify, id, type BytesLike } from "ethers";
import type { Address, Hex } from "viem";
import { governingPolicy as sdkGoverningPolicy } from "../../../sdk/src/session/governing-policy.js";
import {
  periodId as sdkPeriodId,
  type UsageLimit as SdkUsageLimit,
} from "../../../sdk/src/session/usage-limit.js";
import { decodeBatchExecute } from "../accounts/execution-mode";
import {
  toSdkSession,
  type CallSpec,
  type SessionSpec,
  type TransferSpec,
  type UsageLimit,
} from "./session-spec";

const APPROVE = dataSlice(id("approve(address,uint256)"), 0, 4);
const APPROVAL_BASED = dataSlice(id("approvalBased(address,uint256,bytes)"), 0, 4);

/** Returns the number of the period an allowance is in at a time (seconds), 0 for other limits. */
export function periodId(limit: UsageLimit, timestamp: bigint): bigint {
  return sdkPeriodId(limit as SdkUsageLimit, timestamp);
}

/** A call whose policies are looked up; `from` is the account, to which a batch goes. */
export interface GovernedCall {
  readonly from?: string;
  readonly to: string;
  readonly data: string;
  /** The paymaster's input; in the approval-based flow the account approves a token for it. */
  readonly paymasterInput?: BytesLike;
}

/**
 * Returns the period ids that accompany a session signature: of the fee limit, of the value limit of the
 * policy that governs the call, of the constraints that a paymaster's `approve` is held to, then of each
 * constraint of the call's policy in order. For a batch, the rest of the calls follow, each with its value
 * limit and its constraints.
 *
 * @throws Error if no policy of the session governs the call, or one of the batch. (The module refuses an
 * `approve` without a policy before it looks at period ids.)
 */
export function periodIds(spec: SessionSpec, call: GovernedCall, timestamp: bigint): bigint[] {
  const calls = isBatch(call) ? batchedCalls(call.data) : [call];
  const ofCalls = calls.flatMap((each) => limitsOf(spec, each));
  const approve = approveCall(call.paymasterInput);
  const ofApprove = approve && governingPolicy(spec, approve) ? limitsOf(spec, approve).slice(1) : [];
  const limits = [spec.feeLimit, ...ofCalls.slice(0, 1), ...ofApprove, ...ofCalls.slice(1)];
  return limits.map((limit) => periodId(limit, timestamp));
}

/**
 * Returns the call that an approval-based paymaster's input has the account make first; its arguments do not
 * matter here.
 */
function approveCall(paymasterInput: BytesLike = "0x"): GovernedCall | undefined {
  const input = hexlify(paymasterInput);
  if (dataLength(input) < 68 || dataSlice(input, 0, 4) !== APPROVAL_BASED) return undefined;
  return { to: dataSlice(input, 16, 36), data: APPROVE };
}

function isBatch({ from, to }: GovernedCall): boolean {
  return from !== undefined && sameAddress(from, to);
}

function batchedCalls(data: string): GovernedCall[] {
  return decodeBatchExecute(data).map(({ target, callData = "0x" }) => ({ to: target, data: callData }));
}

/** Returns the limits a call counts against, in the order of their period ids. */
function limitsOf(spec: SessionSpec, call: GovernedCall): UsageLimit[] {
  const policy = governingPolicy(spec, call);
  if (!policy) throw new Error(`no policy of the session covers a call of ${call.to}`);
  const constraints = "constraints" in policy ? policy.constraints : [];
  return [policy.valueLimit, ...constraints.map((constraint) => constraint.limit)];
}

/**
 * Returns the policy that decides about a call: by target and selector, or by target for a call without
 * calldata.
 */
export function governingPolicy(
  spec: SessionSpec,
  { to, data }: GovernedCall,
): CallSpec | TransferSpec | undefined {
  const governing = sdkGoverningPolicy(toSdkSession(spec), { to: to as Address, data: data as Hex });
  return "policy" in governing ? governing.policy : undefined;
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
