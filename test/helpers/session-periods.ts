import { dataSlice, dataLength, ZeroHash } from "ethers";
import { decodeBatchExecute } from "./execution-mode";
import {
  LimitType,
  type CallSpec,
  type SessionSpec,
  type TransferSpec,
  type UsageLimit,
} from "./session-spec";

const BARE_TRANSFER = dataSlice(ZeroHash, 0, 4);

/** The number of the period an allowance is in at a time (seconds), 0 for other limits. */
export function periodId(limit: UsageLimit, timestamp: bigint): bigint {
  return Number(limit.limitType) === LimitType.Allowance ? timestamp / limit.period : 0n;
}

/** A call whose policies are asked about; `from` is the account, to which a batch goes. */
export interface GovernedCall {
  readonly from?: string;
  readonly to: string;
  readonly data: string;
}

/**
 * The period ids that go with a session signature: of the fee limit, of the value limit of the policy that governs the
 * call, then of each of that policy's constraints in order. For a batch the latter two of each of its calls.
 *
 * @throws Error when no policy of the session governs the call, or one of the batch.
 */
export function periodIds(spec: SessionSpec, call: GovernedCall, timestamp: bigint): bigint[] {
  const calls = isBatch(call) ? batchedCalls(call.data) : [call];
  const limits = [spec.feeLimit, ...calls.flatMap((each) => limitsOf(spec, each))];
  return limits.map((limit) => periodId(limit, timestamp));
}

function isBatch({ from, to }: GovernedCall): boolean {
  return from !== undefined && sameAddress(from, to);
}

function batchedCalls(data: string): GovernedCall[] {
  return decodeBatchExecute(data).map(({ target, callData = "0x" }) => ({ to: target, data: callData }));
}

/** The limits a call counts against, in the order of their period ids. */
function limitsOf(spec: SessionSpec, call: GovernedCall): UsageLimit[] {
  const policy = governingPolicy(spec, call);
  if (!policy) throw new Error(`no policy of the session covers a call of ${call.to}`);
  const constraints = "constraints" in policy ? policy.constraints : [];
  return [policy.valueLimit, ...constraints.map((constraint) => constraint.limit)];
}

/** The policy that decides about a call: by target and selector, or by target for a call without calldata. */
export function governingPolicy(spec: SessionSpec, call: GovernedCall): CallSpec | TransferSpec | undefined {
  const hasSelector = dataLength(call.data) >= 4;
  const selector = hasSelector ? dataSlice(call.data, 0, 4) : BARE_TRANSFER;
  const called = spec.callPolicies.find(
    (policy) => sameAddress(policy.target, call.to) && policy.selector === selector,
  );
  if (called || hasSelector) return called;
  return spec.transferPolicies.find((policy) => sameAddress(policy.target, call.to));
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
