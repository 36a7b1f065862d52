import { dataSlice, dataLength, ZeroHash } from "ethers";
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

/**
 * The period ids that go with a session signature: of the fee limit, of the value limit of the policy that governs the
 * call, then of each of that policy's constraints in order.
 *
 * @throws Error when no policy of the session governs the call.
 */
export function periodIds(
  spec: SessionSpec,
  call: { to: string; data: string },
  timestamp: bigint,
): bigint[] {
  const policy = governingPolicy(spec, call);
  if (!policy) throw new Error(`no policy of the session covers a call of ${call.to}`);
  const constraints = "constraints" in policy ? policy.constraints : [];
  const limits = [spec.feeLimit, policy.valueLimit, ...constraints.map((constraint) => constraint.limit)];
  return limits.map((limit) => periodId(limit, timestamp));
}

/** The policy that decides about a call: by target and selector, or by target for a call without calldata. */
export function governingPolicy(
  spec: SessionSpec,
  call: { to: string; data: string },
): CallSpec | TransferSpec | undefined {
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
